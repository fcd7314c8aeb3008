//! The command `slotwright`. All of it is in [`slotwright::cli`].

fn main() -> std::process::ExitCode {
    slotwright::cli::main()
}
