//! The catalogues: what a salon and a clinic offer, and at what price.

use crate::io::wire::problem::{Busy, Phase, Requirement, Service};

use super::dice::Dice;
use super::resources::{self, Pool};
use super::spec::{Kind, Spec};

/// A service with what the generator must know about it.
#[derive(Debug)]
pub(super) struct Offer {
    /// Id in the file.
    pub(super) id: &'static str,
    name: &'static str,
    /// Minutes of the appointment.
    pub(super) minutes: i64,
    /// In euros.
    price: u64,
    /// How many people it takes.
    pub(super) people: usize,
    /// One unit of each.
    pub(super) needs: &'static [Pool],
    /// Minutes before the appointment.
    pub(super) setup: i64,
    /// Minutes after it.
    pub(super) cleanup: i64,
}

impl Offer {
    /// Minutes that it adds to the load.
    pub(super) fn asked_minutes(&self) -> i64 {
        self.minutes * i64::try_from(self.people.max(1)).unwrap_or(1)
    }

    /// The service as the file has it.
    pub(super) fn service(&self, spec: &Spec, dice: &mut Dice) -> Service {
        Service {
            id: self.id.to_owned(),
            name: self.name.to_owned(),
            duration_minutes: self.minutes,
            price: self.drawn_price(spec, dice) as f64,
            setup_minutes: self.setup,
            cleanup_minutes: self.cleanup,
            staff_count: i64::try_from(self.people).unwrap_or(1),
            requires: self.needs.iter().map(|&pool| requirement(spec, pool)).collect(),
            phases: if spec.processing { self.phases() } else { Vec::new() },
            ..Service::default()
        }
    }

    /// The staff begins, is free for a while, and comes back.
    fn phases(&self) -> Vec<Phase> {
        let Some((_, minutes)) = PROCESSING.iter().find(|(id, _)| *id == self.id) else { return Vec::new() };
        let all = [Busy::Staff, Busy::Resources, Busy::Client];
        let busy = [&all[..], &all[1..], &all[..]];
        minutes.iter().zip(busy).map(|(&minutes, busy)| Phase { minutes, busy: busy.to_vec() }).collect()
    }

    /// Up to a quarter below or above the catalogue, in whole euros or hundreds of forints.
    fn drawn_price(&self, spec: &Spec, dice: &mut Dice) -> u64 {
        let percent = 75 + 5 * dice.below(11);
        match spec.currency.as_str() {
            "HUF" => (self.price * 4 * percent / 100).max(1) * 100,
            _ => (self.price * percent / 100).max(1),
        }
    }
}

/// One unit of the pool, of whichever site.
fn requirement(spec: &Spec, pool: Pool) -> Requirement {
    Requirement { any_of: (0..spec.sites).map(|site| resources::id(spec, site, pool)).collect(), units: 1 }
}

/// The services that can be offered with the resources of the description.
pub(super) fn offers(spec: &Spec) -> Vec<Offer> {
    let catalogue: &[Row] = match spec.kind {
        Kind::Salon => SALON,
        Kind::Clinic => CLINIC,
    };
    let mut offers: Vec<Offer> = catalogue.iter().map(|row| offer(row, spec.turnover)).collect();
    offers.retain(|offer| offer.needs.iter().all(|&pool| resources::units(spec, pool) > 0));
    offers.retain(|offer| offer.people != 2 || spec.two_people > 0.0);
    offers
}

/// Id, name, minutes, euros, people, needs, setup, cleanup.
type Row = (&'static str, &'static str, i64, u64, usize, &'static [Pool], i64, i64);

fn offer(row: &Row, turnover: bool) -> Offer {
    let &(id, name, minutes, price, people, needs, setup, cleanup) = row;
    let (setup, cleanup) = if turnover { (setup, cleanup) } else { (0, 0) };
    Offer { id, name, minutes, price, people, needs, setup, cleanup }
}

/// The minutes of services with a phase in which their staff is free: before it, in it, after it.
const PROCESSING: [(&str, [i64; 3]); 3] =
    [("colour", [45, 30, 30]), ("highlights", [75, 40, 35]), ("infusion", [15, 90, 15])];

const SALON: &[Row] = &[
    ("cut-short", "Haircut, short", 30, 28, 1, &[Pool::Chair], 0, 5),
    ("cut-long", "Haircut, long", 45, 45, 1, &[Pool::Chair], 0, 5),
    ("colour", "Colouring", 105, 95, 1, &[Pool::Chair, Pool::Basin], 5, 5),
    ("highlights", "Highlights", 150, 140, 1, &[Pool::Chair, Pool::Basin], 5, 5),
    ("blow-dry", "Wash and blow-dry", 30, 25, 1, &[Pool::Chair, Pool::Basin], 0, 0),
    ("manicure", "Manicure", 40, 30, 1, &[], 0, 5),
    ("pedicure", "Pedicure", 60, 42, 1, &[Pool::Chair], 5, 5),
    ("massage-60", "Massage, 60 minutes", 60, 60, 1, &[Pool::Room], 0, 10),
    ("massage-90", "Massage, 90 minutes", 90, 85, 1, &[Pool::Room], 0, 10),
    ("facial", "Facial", 75, 65, 1, &[Pool::Room], 5, 5),
    ("ipl-face", "IPL hair removal, face", 30, 40, 1, &[Pool::Room, Pool::Machine], 0, 5),
    ("ipl-legs", "IPL hair removal, legs", 50, 75, 1, &[Pool::Room, Pool::Machine], 0, 5),
    ("brow", "Brow shaping", 20, 15, 1, &[], 0, 0),
    ("lash", "Lash extension", 90, 80, 1, &[Pool::Room], 5, 0),
    ("consultation", "Consultation", 15, 10, 1, &[Pool::Room], 0, 0),
    ("four-hands", "Four-hands massage", 60, 110, 2, &[Pool::Room], 0, 10),
    ("tanning", "Solarium", 20, 12, 0, &[Pool::Booth], 0, 5),
];

const CLINIC: &[Row] = &[
    ("first-visit", "First visit", 30, 60, 1, &[Pool::Room], 0, 0),
    ("follow-up", "Follow-up visit", 15, 35, 1, &[Pool::Room], 0, 0),
    ("phone", "Consultation by telephone", 15, 20, 1, &[], 0, 0),
    ("vaccination", "Vaccination", 15, 25, 1, &[Pool::Chair], 0, 5),
    ("blood-test", "Blood test", 15, 30, 1, &[Pool::Chair], 0, 5),
    ("ultrasound", "Ultrasound", 30, 70, 1, &[Pool::Room, Pool::Machine], 0, 5),
    ("echo", "Echocardiogram", 45, 110, 1, &[Pool::Room, Pool::Machine], 5, 5),
    ("ecg", "Electrocardiogram", 20, 35, 1, &[Pool::Room, Pool::Monitor], 0, 5),
    ("stress-test", "Stress test", 60, 120, 1, &[Pool::Room, Pool::Monitor], 10, 5),
    ("infusion", "Infusion", 120, 90, 1, &[Pool::Chair, Pool::Monitor], 5, 5),
    ("wound-care", "Wound care", 25, 40, 1, &[Pool::Chair], 5, 10),
    ("physiotherapy", "Physiotherapy", 45, 50, 1, &[Pool::Room], 0, 5),
    ("skin-check", "Skin check", 20, 55, 1, &[Pool::Room], 0, 0),
    ("mole-removal", "Removal of a mole", 40, 130, 1, &[Pool::Room], 10, 15),
    ("assessment", "Full assessment", 90, 180, 1, &[Pool::Room], 0, 0),
    ("endoscopy", "Endoscopy", 50, 220, 2, &[Pool::Room, Pool::Monitor], 10, 20),
    ("light-therapy", "Light therapy", 30, 15, 0, &[Pool::Booth], 0, 5),
];
