//! The behaviours a test may choose; every default is the first of its row in the README.

use serde::{Deserialize, Serialize};

/// What the fake does where the sources about RunCloud are silent or disagree.
///
/// The names are the same in Rust and, by serde, on the control interface.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Switches {
    /// Whether API v2 takes HTTP Basic with key and secret.
    pub v2_basic: bool,
    /// Whether API v2 takes a bearer token.
    pub v2_bearer: bool,
    /// Whether the caller's address is on the key's list; if not, everything is 401.
    pub ip_whitelisted: bool,
    /// Which User-Agents the edge turns away with 403 and HTML.
    pub user_agent: UserAgentRule,
    /// What a request without `Accept: application/json` gets.
    pub missing_accept: AcceptRule,
    /// Whether v3 refuses a body that is not declared as JSON (415); v2 takes forms as well.
    pub v3_json_only: bool,

    /// Requests per window, sent as `X-RateLimit-Limit`.
    pub rate_limit: u32,
    /// Length of the window in seconds.
    pub rate_window_s: u64,
    /// Whether the limit is enforced with 429 or only counted down.
    pub rate_enforced: bool,
    /// How a 429 says when to come back.
    pub rate_retry_after: RetryAfterForm,

    /// What a list says about its pages.
    pub list_meta: ListMeta,
    /// What stands on its pages.
    pub list_pages: ListPages,
    /// What `links` of a list is while there is only one page.
    pub list_links: ListLinks,
    /// Whether pages hold fewer entries than asked for though more pages follow.
    pub short_pages: bool,
    /// What `perPage` above 40 does.
    pub per_page_over_40: OverLimit,
    /// The order of lists.
    pub list_order: ListOrder,
    /// How ids are written in JSON.
    pub ids: IdForm,

    /// Which fields a domain object has.
    pub domain_fields: DomainFields,
    /// What a successful POST of a domain answers.
    pub create_reply: CreateReply,
    /// How the POST of a name in use is refused.
    pub duplicate: DuplicateReply,
    /// How far a name must be unique.
    pub unique_within: Scope,
    /// Whether a name is taken, too, that another entry of the web application serves: its `www` or a wildcard.
    pub served_is_taken: bool,
    /// What POST or PATCH with `type: primary` does.
    pub new_primary: NewPrimary,
    /// Whether DELETE removes the primary domain instead of refusing with 422.
    pub primary_deletable: bool,
    /// What a successful DELETE of a domain answers.
    pub delete_reply: WriteReply,
    /// Whether PATCH meta demands type, redirection and www together.
    pub meta_requires_all: bool,
    /// Whether v2 has PATCH meta and GET dns at all.
    pub v2_meta_and_dns: bool,

    /// The shape of GET ssl on v3 when there is a certificate.
    pub v3_ssl_shape: SslShape,
    /// What GET ssl answers when there is none.
    pub no_certificate: NoCertificate,
    /// What SSL writes answer.
    pub ssl_write_reply: WriteReply,
    /// Whether POST ssl on v2 demands `ssl_protocol_id`.
    pub v2_protocol_required: bool,
    /// Which protocol field POST ssl on v3 demands.
    pub v3_protocol: ProtocolField,
    /// Whether the plan has advanced SSL and AutoSSL.
    pub advanced: AdvancedAccess,
    /// How a requested certificate ends.
    pub issuance: Issuance,
    /// Reads that still see a requested certificate pending.
    pub issue_after_polls: u32,
    /// Whether AutoSSL brings a certificate for a new domain.
    pub auto_ssl: AutoSsl,
    /// What POST ssl does while advanced SSL is on.
    pub basic_post_while_advanced: BasicWhileAdvanced,
    /// What POST ssl does when a certificate is installed already.
    pub install_over_existing: InstallOver,
    /// What PUT ssl does while an earlier request is pending.
    pub redeploy_while_pending: RedeployWhilePending,
    /// What `PATCH ssl/advanced/{id}/redeploy`, which no source documents, answers.
    pub advanced_redeploy_route: MissingRoute,
    /// The verb of `static/ssl/protocols`.
    pub protocols_verb: ProtocolsVerb,

    /// How errors are worded in JSON.
    pub error_style: ErrorStyle,
    /// What a server of another account answers.
    pub foreign_server: Denial,
    /// What a web application that is not on the named server answers.
    pub wrong_app: Denial,
    /// Whether [`crate::SERVER_ID`] is offline and disconnected.
    pub server_offline: bool,
    /// What writes to an offline server get.
    pub offline_writes: OfflineWrites,
    /// The name of the field that holds the text of a log line.
    pub log_field: LogField,
}

impl Default for Switches {
    fn default() -> Self {
        Self {
            v2_basic: true,
            v2_bearer: true,
            ip_whitelisted: true,
            user_agent: UserAgentRule::default(),
            missing_accept: AcceptRule::default(),
            v3_json_only: true,
            rate_limit: 60,
            rate_window_s: 60,
            rate_enforced: false,
            rate_retry_after: RetryAfterForm::default(),
            list_meta: ListMeta::default(),
            list_pages: ListPages::default(),
            list_links: ListLinks::default(),
            short_pages: false,
            per_page_over_40: OverLimit::default(),
            list_order: ListOrder::default(),
            ids: IdForm::default(),
            domain_fields: DomainFields::default(),
            create_reply: CreateReply::default(),
            duplicate: DuplicateReply::default(),
            unique_within: Scope::default(),
            served_is_taken: false,
            new_primary: NewPrimary::default(),
            primary_deletable: false,
            delete_reply: WriteReply::Object,
            meta_requires_all: true,
            v2_meta_and_dns: true,
            v3_ssl_shape: SslShape::default(),
            no_certificate: NoCertificate::default(),
            ssl_write_reply: WriteReply::EmptyObject,
            v2_protocol_required: true,
            v3_protocol: ProtocolField::default(),
            advanced: AdvancedAccess::default(),
            issuance: Issuance::default(),
            issue_after_polls: 2,
            auto_ssl: AutoSsl::default(),
            basic_post_while_advanced: BasicWhileAdvanced::default(),
            install_over_existing: InstallOver::default(),
            redeploy_while_pending: RedeployWhilePending::default(),
            advanced_redeploy_route: MissingRoute::default(),
            protocols_verb: ProtocolsVerb::default(),
            error_style: ErrorStyle::default(),
            foreign_server: Denial::default(),
            wrong_app: Denial::default(),
            server_offline: false,
            offline_writes: OfflineWrites::default(),
            log_field: LogField::default(),
        }
    }
}

/// Declares one choice: its default comes first, as in the README.
macro_rules! choice {
    ($(#[$doc:meta])* $name:ident { $(#[$first_doc:meta])* $first:ident, $($(#[$rest_doc:meta])* $rest:ident),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum $name { #[default] $(#[$first_doc])* $first, $($(#[$rest_doc])* $rest),+ }
    };
}

choice! {
    /// Which User-Agents the edge turns away.
    UserAgentRule { RefuseGeneric, AcceptAny, RefuseAll }
}
choice! {
    /// What a request without `Accept: application/json` gets: 302 to a login page always, only where it
    /// would have failed, or nothing special.
    AcceptRule { Redirect, RedirectOnFailure, Ignore }
}
choice! {
    /// How `Retry-After` is written.
    RetryAfterForm { Seconds, HttpDate, Absent }
}
choice! {
    /// `meta.pagination`, `meta.lastPage` alone, or no `meta` (the list is one page, or in pages all the same).
    ListMeta { Pagination, LastPage, Absent, AbsentPaged }
}
choice! {
    /// Each page has its entries; every page has those of the first; or there is always one more page, of new
    /// entries, or of the same ones.
    ListPages { Proper, Repeated, Endless, EndlessRepeated }
}
choice! {
    /// `links: {}` or `links: []`.
    ListLinks { Object, Array }
}
choice! {
    /// A page size above the maximum is reduced or refused with 422.
    OverLimit { Clamp, Refuse }
}
choice! {
    /// By age of the entry.
    ListOrder { OldestFirst, NewestFirst }
}
choice! {
    /// `710` or `"710"`.
    IdForm { Number, Text }
}
choice! {
    /// All nine fields, all but `type`, or the three of 2019.
    DomainFields { Full, Untyped, Minimal }
}
choice! {
    /// 200 with the object, 201 with the object, 200 without a body, 200 with `{}`.
    CreateReply { Object, Created, EmptyBody, EmptyObject }
}
choice! {
    /// 422 with `errors.name`; 409 and 400 with a message; Laravel's own words; 422 with a message only.
    DuplicateReply { Unprocessable, Conflict, BadRequest, LaravelTaken, MessageOnly }
}
choice! {
    /// The reach of a domain name's uniqueness.
    Scope { Server, App, Account, Everywhere }
}
choice! {
    /// The old primary becomes an alias; the request is 422; the name is stored as an alias.
    NewPrimary { Moves, Refused, StoredAsAlias }
}
choice! {
    /// What a write answers beside 200.
    WriteReply { EmptyObject, EmptyBody, Object }
}
choice! {
    /// A: bare object. B: `data` with one entry per domain. C: `data` with the object.
    SslShape { Bare, PerDomain, Wrapped }
}
choice! {
    /// v2 200 with a message and v3 404 with the same; the other way round; 200 or 404 for both; 200 with a
    /// per-domain list of nulls; 200 with `{}`.
    NoCertificate { ByVersion, Swapped, Message200, Message404, PerDomainNull, EmptyObject }
}
choice! {
    /// No field demanded, `sslProtocolId`, or `ssl_protocol_id`.
    ProtocolField { Optional, RequiredCamel, RequiredSnake }
}
choice! {
    /// Advanced SSL works, or the plan lacks it and the calls get 403, 404 or 422.
    AdvancedAccess { Available, Forbidden, NotFound, Unprocessable }
}
choice! {
    /// The certificate comes, stays pending for ever, or fails with nothing but a log line.
    Issuance { Issues, Never, FailsInLog }
}
choice! {
    /// AutoSSL issues for new domains, or leaves them without.
    AutoSsl { Issues, Never }
}
choice! {
    /// 200 and nothing changes; 200 and an object that vanishes again; 422.
    BasicWhileAdvanced { Ignored, Transient, Refused }
}
choice! {
    /// 422, or the old certificate is replaced by one with a new id.
    InstallOver { Refused, Replaced }
}
choice! {
    /// 200 and the request starts afresh, 409, or 422.
    RedeployWhilePending { Accepted, Conflict, Unprocessable }
}
choice! {
    /// What a route that does not exist answers.
    MissingRoute { NotFound, MethodNotAllowed }
}
choice! {
    /// Which verbs are routed.
    ProtocolsVerb { Get, Post, Both }
}
choice! {
    /// `message` and `errors`; `message` only; `errors` only; `error`.
    ErrorStyle { Laravel, MessageOnly, ErrorsOnly, Error }
}
choice! {
    /// 404 or 403.
    Denial { NotFound, Forbidden }
}
choice! {
    /// Taken (the certificate waits), refused with 422, or failing with 500.
    OfflineWrites { Accepted, Refused, ServerError }
}
choice! {
    /// The name of a log line's text.
    LogField { Content, Message, Description }
}
