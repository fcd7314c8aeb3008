//! What is asked of the generator.

use chrono::NaiveDate;

/// What sort of business the sites are: their services, resources and opening hours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    /// Hair, beauty and massage, Monday to Saturday 9–18.
    #[default]
    Salon,
    /// Consultations, tests and treatments, Monday to Friday 7–19, Saturday 8–13.
    Clinic,
}

/// How long the windows of the requests are: three weights, of which only the ratios count.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct WindowMix {
    /// Weight of windows of a whole day, not negative.
    pub day: f64,
    /// Weight of windows of a morning or an afternoon, not negative.
    pub half_day: f64,
    /// Weight of windows of two hours (or of the service, where that is longer), not negative.
    pub two_hours: f64,
}

impl Default for WindowMix {
    fn default() -> Self {
        Self { day: 0.4, half_day: 0.35, two_hours: 0.25 }
    }
}

/// The size, the load and the habits of the generated business. Shares are from 0 to 1 unless said otherwise;
/// what lies outside counts as the nearest end.
#[derive(Clone, Debug, PartialEq)]
pub struct Spec {
    /// Salon or clinic.
    pub kind: Kind,
    /// Which of the problems of this description: any number.
    pub seed: u64,
    /// Number of sites, from 1.
    pub sites: usize,
    /// Number of people at each site, from 1.
    pub staff: usize,
    /// Length of the horizon in dates, from 1. From 6 on each person has a day off in every week. Sundays are closed.
    pub days: usize,
    /// First date of the horizon.
    pub start: NaiveDate,
    /// Grid of the starts in minutes, 1 to 1440.
    pub grid_minutes: i64,
    /// Minutes of service asked for in the horizon over the rostered minutes of the staff, from 0: 1.2 asks for a
    /// fifth more than they could do without a pause. A service by two people counts twice, self-service once.
    pub load: f64,
    /// Share of the services that a person can do; everyone can do at least one.
    pub skills: f64,
    /// Rooms at each site over its staff, from 0. Where a share is above 0, there is at least one unit; where it
    /// is 0, the services that need one are not offered.
    pub rooms: f64,
    /// Chairs (in a clinic: treatment chairs) at each site over its staff, from 0.
    pub chairs: f64,
    /// Machines (in a clinic: ultrasound machines) at each site over its staff, from 0.
    pub machines: f64,
    /// Basins (in a clinic: patient monitors) at each site over its staff, from 0.
    pub basins: f64,
    /// How long the windows are.
    pub window_mix: WindowMix,
    /// Share of the requests that may go on one of several days; without it 0 for a day, 0.5 for more.
    pub flexible: Option<f64>,
    /// Share of the requests with a preferred person.
    pub preferred_staff: f64,
    /// Share of those with a preferred person who accept nobody else.
    pub insisting: f64,
    /// Share of the requests with a preferred start.
    pub preferred_start: f64,
    /// Share of the requests by a client who already asked for something else in the horizon.
    pub returning: f64,
    /// Share of the requests that have a confirmed booking, as far as the bookings fit together.
    pub booked: f64,
    /// Share of those bookings that are pinned: start, people, resources or all, as often.
    pub pinned: f64,
    /// Weights of the priorities 1, 2 and 3, not negative; only the ratios count.
    pub priorities: [f64; 3],
    /// Share of the requests for a service by two people.
    pub two_people: f64,
    /// Share of the requests for a self-service.
    pub self_service: f64,
    /// Whether services have setup and cleanup minutes.
    pub turnover: bool,
    /// Whether the long services have a phase in which their staff is free: while the colour works, or an infusion runs.
    pub processing: bool,
    /// Share of the requests, of those not bound already, that the next one is bound to in a visit of two; these have no
    /// booking.
    pub visits: f64,
    /// Currency of the prices: `EUR`, or `HUF` with prices of its size.
    pub currency: String,
    /// Number of dates before the horizon with completed, missed and cancelled appointments, from 0.
    pub history_days: usize,
    /// Zone of the sites in the IANA database.
    pub zone: String,
}

impl Default for Spec {
    fn default() -> Self {
        Self {
            kind: Kind::Salon,
            seed: 1,
            sites: 1,
            staff: 8,
            days: 1,
            start: NaiveDate::from_ymd_opt(2026, 11, 23).unwrap_or_default(),
            grid_minutes: 5,
            load: 1.2,
            skills: 0.5,
            rooms: 0.45,
            chairs: 0.55,
            machines: 0.15,
            basins: 0.2,
            window_mix: WindowMix::default(),
            flexible: None,
            preferred_staff: 0.4,
            insisting: 0.1,
            preferred_start: 1.0,
            returning: 0.1,
            booked: 0.0,
            pinned: 0.0,
            priorities: [0.8, 0.2, 0.0],
            two_people: 0.0,
            self_service: 0.0,
            turnover: false,
            processing: false,
            visits: 0.0,
            currency: "EUR".to_owned(),
            history_days: 0,
            zone: "Europe/Budapest".to_owned(),
        }
    }
}

impl Spec {
    /// The share of the requests that may go on one of several days.
    pub(super) fn flexible_share(&self) -> f64 {
        self.flexible.unwrap_or(if self.days > 1 { 0.5 } else { 0.0 })
    }
}
