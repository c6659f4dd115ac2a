//! One operation under way: the only place that sends, judges and repeats requests.

use std::sync::PoisonError;
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use crate::deadline::Deadline;
use crate::error::Resource;
use crate::exchange::Exchange;
use crate::refusal::Refusal;
use crate::reply::{Reply, unexpected};
use crate::transport::{Method, Request, Response, TransportError, TransportFailure};
use crate::{Client, Error, Message, Reason, retry};

/// So few requests left are near RunCloud's rate limit.
const NEAR_LIMIT: u32 = 5;

/// A request as an operation describes it.
#[derive(Debug, Clone)]
pub(crate) struct Call {
    pub(crate) method: Method,
    /// The path below the API's base, with its query.
    pub(crate) path: String,
    pub(crate) body: Option<Vec<u8>>,
    /// What a 404 means is missing.
    pub(crate) resource: Resource,
}

impl Call {
    pub(crate) const fn get(path: String, resource: Resource) -> Self {
        Self {
            method: Method::Get,
            path,
            body: None,
            resource,
        }
    }

    pub(crate) const fn put(path: String, resource: Resource) -> Self {
        Self {
            method: Method::Put,
            path,
            body: None,
            resource,
        }
    }

    pub(crate) fn post(path: String, resource: Resource, body: &serde_json::Value) -> Self {
        Self {
            method: Method::Post,
            path,
            body: Some(body.to_string().into_bytes()),
            resource,
        }
    }

    pub(crate) const fn delete(path: String, resource: Resource) -> Self {
        Self {
            method: Method::Delete,
            path,
            body: None,
            resource,
        }
    }
}

/// How a request that must not be repeated blindly came out.
pub(crate) enum Settled<T> {
    /// RunCloud accepted it.
    Replied(Reply),
    /// The answer was lost; looking showed that it had taken effect.
    Found(T),
    /// RunCloud refused it, perhaps because a lost attempt had already taken effect.
    Refused {
        error: Error,
        after_lost_attempt: bool,
    },
}

/// The state of one operation: its client, its deadline and what it has sent so far.
pub(crate) struct Operation<'a> {
    pub(crate) client: &'a Client,
    deadline: Deadline,
    exchanges: Vec<Exchange>,
}

impl<'a> Operation<'a> {
    pub(crate) fn new(client: &'a Client) -> Self {
        Self {
            client,
            deadline: Deadline::after(client.timeout),
            exchanges: Vec::new(),
        }
    }

    /// Send a request whose repetition does no harm; repeat it within the budget while that may help.
    pub(crate) fn send(&mut self, call: &Call) -> Result<Reply, Error> {
        for attempt in 1.. {
            let time = self.deadline.remaining();
            match self.attempt(call, attempt, time, false) {
                Err(error) if error.is_transient() && self.wait_before_next(attempt, &error) => {}
                outcome => return outcome,
            }
        }
        Err(self.out_of_time())
    }

    /// Send a request that must not be repeated blindly.
    ///
    /// When its answer is lost, `look` tells whether it has taken effect: `Some` if it has. If it
    /// has not, the request is sent again within the budget. A third of the time is kept for looking.
    ///
    /// Returns [`Error::OutcomeUnknown`] with the message `unknown` when the answer was lost and looking failed too.
    pub(crate) fn settle<T>(
        &mut self,
        call: &Call,
        unknown: &Message,
        mut look: impl FnMut(&mut Self) -> Result<Option<T>, Error>,
    ) -> Result<Settled<T>, Error> {
        let mut after_lost_attempt = false;
        for attempt in 1.. {
            let time = self.deadline.remaining() * 2 / 3;
            // The look-up after a lost attempt may have kept another connection that is about to break.
            let error = match self.attempt(call, attempt, time, after_lost_attempt) {
                Ok(reply) => return Ok(Settled::Replied(reply)),
                Err(error) => error,
            };
            if error.may_have_taken_effect() {
                after_lost_attempt = true;
                match look(self) {
                    Ok(Some(found)) => return Ok(Settled::Found(found)),
                    Ok(None) => {}
                    Err(_) => {
                        return Err(Error::OutcomeUnknown {
                            message: unknown.clone(),
                            source: Box::new(error),
                        });
                    }
                }
            }
            if error.is_transient() && self.wait_before_next(attempt, &error) {
                continue;
            }
            return match error {
                Error::Validation(_) | Error::NotFound { .. } | Error::Permission { .. } => {
                    Ok(Settled::Refused {
                        error,
                        after_lost_attempt,
                    })
                }
                error => Err(error),
            };
        }
        Err(self.out_of_time())
    }

    /// Find out what a 403 or 404 below the web application is really about.
    ///
    /// RunCloud answers a wrong server id, a wrong application id and a missing domain alike.
    pub(crate) fn explain(&mut self, error: Error) -> Error {
        let resource = match &error {
            Error::NotFound { .. } => self.first_missing(),
            Error::Permission { refusal, .. } if !refusal.is_page => self.first_missing(),
            _ => None,
        };
        match (error, resource) {
            (Error::NotFound { refusal, .. }, Some(resource)) => {
                Error::NotFound { resource, refusal }
            }
            (Error::Permission { refusal, .. }, Some(resource)) => {
                Error::Permission { resource, refusal }
            }
            (error, _) => error,
        }
    }

    fn first_missing(&mut self) -> Option<Resource> {
        [
            (self.client.server.clone(), Resource::Server),
            (self.client.app.clone(), Resource::WebApplication),
        ]
        .into_iter()
        .find_map(
            |(path, resource)| match self.send(&Call::get(path, resource)) {
                Err(Error::NotFound { .. } | Error::Permission { .. }) => Some(resource),
                _ => None,
            },
        )
    }

    /// One request, one answer, judged.
    fn attempt(
        &mut self,
        call: &Call,
        attempt: u32,
        timeout: Duration,
        fresh: bool,
    ) -> Result<Reply, Error> {
        if timeout.is_zero() {
            return Err(self.out_of_time());
        }
        let url = format!("{}{}", self.client.base, call.path);
        let begun = Instant::now();
        let answer = self.client.transport.exchange(Request {
            method: call.method,
            url: &url,
            authorization: &self.client.authorization,
            body: call.body.as_deref(),
            timeout,
            fresh,
        });
        self.exchanges.push(Exchange {
            method: call.method.as_str(),
            path: call.path.clone(),
            status: answer.as_ref().ok().map(|response| response.status),
            attempt,
            elapsed: begun.elapsed(),
            rate_limit_remaining: answer.as_ref().ok().and_then(|r| r.rate_limit_remaining),
        });
        self.judge(
            answer.map_err(|error| error.of(&self.client.peer))?,
            call.resource,
        )
    }

    /// The one place where a status is judged.
    fn judge(&self, response: Response, resource: Resource) -> Result<Reply, Error> {
        let retry_after = response
            .retry_after
            .as_deref()
            .and_then(|header| retry::retry_after(header, SystemTime::now()));
        let reply = Reply::new(response.status, response.body);
        if (200..=299).contains(&response.status) {
            return Ok(reply);
        }
        let refusal = Refusal {
            retry_after,
            ..reply.refusal(&self.client.credentials)
        };
        Err(match response.status {
            401 => Error::Authentication(refusal),
            403 => Error::Permission { resource, refusal },
            404 => Error::NotFound { resource, refusal },
            405 => Error::NotFound {
                resource: Resource::Route,
                refusal,
            },
            429 => Error::RateLimit(refusal),
            300..=399 => Error::UnexpectedReply {
                message: Message::new(Reason::Redirected),
                refusal,
            },
            400..=499 => Error::Validation(refusal),
            500..=599 => Error::Server(refusal),
            _ => Error::UnexpectedReply {
                message: unexpected("an HTTP status of success or of an error"),
                refusal,
            },
        })
    }

    /// Wait before the next attempt, as long as the server asked for or the back-off says.
    ///
    /// False at once, without waiting, when there are no attempts left or the wait does not fit.
    fn wait_before_next(&self, attempt: u32, error: &Error) -> bool {
        let policy = self.client.retry;
        if attempt >= policy.attempts {
            return false;
        }
        let wait = error.retry_after().unwrap_or_else(|| match error {
            // All attempts together outlast the window, where the budget has that much time.
            Error::RateLimit(_) if self.deadline.leaves_room_after(policy.window) => {
                policy.window / (policy.attempts.max(2) - 1)
            }
            _ => policy.wait_after(attempt),
        });
        if !self.deadline.leaves_room_after(wait) {
            return false;
        }
        thread::sleep(wait);
        true
    }

    /// Go slower when the rate limit is near, so that it is not reached: called before the next of many
    /// requests, it waits the longer the fewer are left (in a window of a minute 1 to 15 s), where the budget
    /// has a whole window of time.
    pub(crate) fn pace(&self) {
        let left = self
            .exchanges
            .last()
            .and_then(|exchange| exchange.rate_limit_remaining);
        let Some(short) = left.and_then(|left| NEAR_LIMIT.checked_sub(left + 1)) else {
            return;
        };
        let window = self.client.retry.window;
        if self.deadline.leaves_room_after(window) {
            thread::sleep(window / (64 >> short));
        }
    }

    /// The time that the operation has left.
    pub(crate) fn remaining(&self) -> Duration {
        self.deadline.remaining()
    }

    fn out_of_time(&self) -> Error {
        let budget = self.deadline.budget().as_secs_f64();
        TransportError::new(TransportFailure::OutOfTime, budget.to_string())
            .of(&self.client.peer)
            .into()
    }
}

/// However an operation ends, the client keeps what it did.
impl Drop for Operation<'_> {
    fn drop(&mut self) {
        *self
            .client
            .last
            .lock()
            .unwrap_or_else(PoisonError::into_inner) = std::mem::take(&mut self.exchanges);
    }
}
