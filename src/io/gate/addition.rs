//! One request more: a file of its own, judged in the context of a problem.

use serde_json::Value;

use super::code::Code;
use super::findings::Findings;
use super::{Reading, fingerprint, json, judge};
use crate::domain::{Fault, Faults, RequestIndex};

/// Reads a file with one request in the format of a problem's, and the problem file that it comes to; the request is the last
/// of the problem that comes out. Paths of faults and warnings, which are those of the request alone, begin at its own file.
///
/// # Errors
///
/// Every fault of the request, in the order of its file; if the problem has faults of its own, those.
pub fn read_request(problem: &[u8], request: &[u8]) -> Result<(Reading, RequestIndex), Faults> {
    let sha256 = fingerprint(problem);
    let mut findings = Findings::default();
    let Some(request) = json::parse(request, &mut findings) else { return Err(Faults(findings.faults)) };
    is_object(&request, &mut findings);
    if !findings.faults.is_empty() {
        return Err(Faults(findings.faults));
    }
    let Some(mut file) = json::parse(problem, &mut findings) else { return Err(Faults(findings.faults)) };
    let position = append(&mut file, request);
    let path = format!("$.requests[{position}]");
    match judge(file, findings) {
        Ok((problem, warnings, file)) => {
            let warnings = warnings.into_iter().filter_map(|one| own(&path, one)).collect();
            Ok((Reading { problem, warnings, file, sha256 }, position.into()))
        }
        Err(Faults(faults)) => Err(Faults(faults.into_iter().map(|one| rooted(&path, one)).collect())),
    }
}

fn is_object(request: &Value, findings: &mut Findings) {
    if !request.is_object() {
        let (cause, action) = ("the file holds no request", "write one request as in the problem file: {\"id\": …}");
        findings.add(Code::WrongType, "$".to_owned(), cause, action);
    }
}

/// Adds the request at the end of the list; its position there.
fn append(file: &mut Value, request: Value) -> usize {
    let Some(fields) = file.as_object_mut() else { return 0 };
    let list = fields.entry("requests").or_insert_with(|| Value::Array(Vec::new()));
    let Some(list) = list.as_array_mut() else { return 0 };
    list.push(request);
    list.len() - 1
}

/// The fault with a path in the request's own file, if it is one of the request.
fn own(path: &str, fault: Fault) -> Option<Fault> {
    fault.path.starts_with(path).then(|| rooted(path, fault))
}

fn rooted(path: &str, fault: Fault) -> Fault {
    match fault.path.strip_prefix(path) {
        Some(rest) => Fault { path: format!("${rest}"), ..fault },
        None => fault,
    }
}
