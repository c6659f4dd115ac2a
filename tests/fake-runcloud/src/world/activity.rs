use serde::Serialize;

use super::World;
use crate::clock;

/// A line of a web application's activity log.
#[derive(Clone, Debug, Serialize)]
pub struct LogLine {
    /// `info` or `error`.
    pub kind: String,
    /// What happened.
    pub text: String,
    /// When.
    pub created_at: String,
}

impl World {
    /// Add a line about something that went well.
    pub fn log_info(&mut self, app: u64, text: impl Into<String>) {
        self.log(app, "info", text.into());
    }

    /// Add a line about a failure.
    pub fn log_error(&mut self, app: u64, text: impl Into<String>) {
        self.log(app, "error", text.into());
    }

    fn log(&mut self, app: u64, kind: &str, text: String) {
        if let Some(app) = self.apps.get_mut(&app) {
            app.log.push(LogLine {
                kind: kind.to_owned(),
                text,
                created_at: clock::stamp(clock::now()),
            });
        }
    }
}
