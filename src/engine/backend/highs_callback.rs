//! The one file with unsafe code: callbacks of the HiGHS C interface, which no safe crate offers.
//!
//! While HiGHS runs it calls [`answer`] from the thread that runs it. The function reads the bound and copies improving
//! solutions into a [`Watch`], and answers whether to go on. The pointer to the watch that HiGHS holds is valid because
//! [`solve_watched`] keeps the watch alive past the solve, and takes the callback away before it returns.

use std::ffi::{c_char, c_int, c_void};
use std::ptr;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};

use highs::{HighsStatus, Model, SolvedModel};
use highs_sys::{
    Highs_setCallback, Highs_startCallback, HighsCallbackDataIn, HighsCallbackDataOut, HighsInt,
    kHighsCallbackIpmInterrupt, kHighsCallbackMipImprovingSolution, kHighsCallbackMipInterrupt,
    kHighsCallbackMipLogging, kHighsCallbackSimplexInterrupt,
};

/// What HiGHS has told of itself, and whether it should stop.
#[derive(Debug, Default)]
pub(super) struct Watch {
    stop: AtomicBool,
    latest: Mutex<Latest>,
}

/// The state of a running solve.
#[derive(Clone, Debug, Default)]
pub(super) struct Latest {
    /// The best bound so far.
    pub(super) bound: Option<f64>,
    /// The best values so far.
    pub(super) values: Option<Vec<f64>>,
    /// What they bring.
    pub(super) objective: Option<f64>,
}

impl Watch {
    /// Asks HiGHS to stop at its next call.
    pub(super) fn stop(&self) {
        self.stop.store(true, Ordering::Relaxed);
    }

    /// What is known so far.
    pub(super) fn latest(&self) -> Latest {
        self.latest.lock().map(|latest| latest.clone()).unwrap_or_default()
    }

    /// Objective and bound so far, without copying values.
    pub(super) fn figures(&self) -> (Option<f64>, Option<f64>) {
        self.latest.lock().map(|latest| (latest.objective, latest.bound)).unwrap_or_default()
    }
}

/// Solves the model; the watch hears of bounds and solutions and can stop it.
pub(super) fn solve_watched(mut model: Model, watch: &Watch) -> Result<SolvedModel, HighsStatus> {
    const HEARD: [HighsInt; 5] = [
        kHighsCallbackSimplexInterrupt,
        kHighsCallbackIpmInterrupt,
        kHighsCallbackMipInterrupt,
        kHighsCallbackMipLogging,
        kHighsCallbackMipImprovingSolution,
    ];
    let user_data = ptr::from_ref(watch).cast_mut().cast::<c_void>();
    // SAFETY: the model is alive, and `watch` outlives every call of `answer`: HiGHS calls it only within
    // `try_solve` below, and on the error path the model is dropped inside `try_solve`.
    unsafe {
        Highs_setCallback(model.as_mut_ptr(), Some(answer), user_data);
        for kind in HEARD {
            Highs_startCallback(model.as_mut_ptr(), kind);
        }
    }
    let mut solved = model.try_solve()?;
    // SAFETY: the model is alive; without a callback HiGHS no longer holds the pointer to the watch.
    unsafe {
        Highs_setCallback(solved.as_mut_ptr(), None, ptr::null_mut());
    }
    Ok(solved)
}

/// Called by HiGHS. It must not unwind, so it does nothing that can panic.
unsafe extern "C" fn answer(
    kind: c_int,
    _message: *const c_char,
    told: *const HighsCallbackDataOut,
    reply: *mut HighsCallbackDataIn,
    user_data: *mut c_void,
) {
    if user_data.is_null() {
        return;
    }
    // SAFETY: `user_data` is the watch given to `Highs_setCallback`, alive as long as the solve, and only shared.
    let watch = unsafe { &*user_data.cast::<Watch>() };
    if !reply.is_null() && watch.stop.load(Ordering::Relaxed) {
        // SAFETY: HiGHS owns the reply, lets only this call write to it, and it is not null.
        unsafe { (*reply).user_interrupt = 1 };
    }
    let from_search = kind == kHighsCallbackMipLogging
        || kind == kHighsCallbackMipInterrupt
        || kind == kHighsCallbackMipImprovingSolution;
    if told.is_null() || !from_search {
        return;
    }
    // SAFETY: HiGHS keeps what it tells alive during the call, and it is not null.
    let told = unsafe { &*told };
    let Ok(mut latest) = watch.latest.lock() else { return };
    if told.mip_dual_bound.is_finite() {
        latest.bound = Some(told.mip_dual_bound);
    }
    let size = usize::try_from(told.mip_solution_size).unwrap_or(0);
    if kind == kHighsCallbackMipImprovingSolution && !told.mip_solution.is_null() && size > 0 {
        // SAFETY: HiGHS gives that many values at that address for the length of the call.
        let values = unsafe { std::slice::from_raw_parts(told.mip_solution, size) };
        latest.values = Some(values.to_vec());
        latest.objective = Some(told.objective_function_value);
    }
}
