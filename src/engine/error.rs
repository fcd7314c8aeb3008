//! What can go wrong in the machine, as opposed to in the input or the plan.

/// An error of the engine itself; none of them is the user's fault.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The plan found breaks a rule: the model and the checker disagree.
    #[error("the plan that was found breaks {count} rules; the first: {first}", count = .0.len(), first = .0.first().map_or("", String::as_str))]
    Broken(Vec<String>),
    /// The points of the model do not add up to the score of the plan.
    #[error("the model counts {model} points where the plan scores {plan}")]
    Score {
        /// Points counted by the model.
        model: i64,
        /// Score recomputed from the plan.
        plan: i64,
    },
    /// The threads could not be started.
    #[error("the threads could not be started")]
    Threads(#[from] rayon::ThreadPoolBuildError),
}
