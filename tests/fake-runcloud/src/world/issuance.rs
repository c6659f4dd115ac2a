//! Reads move requests on: RunCloud issues asynchronously, and a test has no time to wait for it.

use super::{Certificate, World, certificate::Course};
use crate::switches::Switches;

impl World {
    /// Let one read pass over the basic certificate of a web application.
    pub(crate) fn poll_basic(&mut self, app: u64, switches: &Switches) {
        self.poll(app, switches, |world| {
            world.apps.get_mut(&app)?.basic.as_mut()
        });
        let Some(app) = self.apps.get_mut(&app) else {
            return;
        };
        let order = app
            .transient
            .as_mut()
            .and_then(|transient| transient.order.as_mut());
        match order {
            Some(order) if order.polls_left > 0 => order.polls_left -= 1,
            _ => app.transient = None,
        }
    }

    /// Let one read pass over the certificate of a domain.
    pub(crate) fn poll_domain(&mut self, domain: u64, switches: &Switches) {
        let Some(app) = self.domains.get(&domain).map(|domain| domain.app) else {
            return;
        };
        self.poll(app, switches, |world| {
            world.domains.get_mut(&domain)?.certificate.as_mut()
        });
    }

    /// Let one read pass over all requests of a web application.
    pub(crate) fn poll_all(&mut self, app: u64, switches: &Switches) {
        self.poll_basic(app, switches);
        let domains: Vec<u64> = self.domains_of(app).map(|domain| domain.id).collect();
        for domain in domains {
            self.poll_domain(domain, switches);
        }
    }

    /// Whether the server of a web application can carry anything out.
    pub(crate) fn works(&self, app: u64, switches: &Switches) -> bool {
        let server = self
            .server_of(app)
            .and_then(|server| self.servers.get(&server));
        server.is_some_and(|server| {
            server.is_working() && !(switches.server_offline && server.id == crate::SERVER_ID)
        })
    }

    /// Bring every request to its end now, as if nobody had to wait.
    pub fn finish_requests(&mut self, app: u64, switches: &Switches) {
        if let Some(order) = self
            .apps
            .get_mut(&app)
            .and_then(|app| app.basic.as_mut()?.order.as_mut())
        {
            order.polls_left = 0;
        }
        for domain in self.domains.values_mut().filter(|domain| domain.app == app) {
            if let Some(order) = domain
                .certificate
                .as_mut()
                .and_then(|certificate| certificate.order.as_mut())
            {
                order.polls_left = 0;
            }
        }
        self.poll_all(app, switches);
    }

    /// Have AutoSSL do what it does after a domain was added or it was switched on.
    pub(crate) fn auto_issue(&mut self, app: u64, switches: &Switches) {
        let Some((advanced, auto)) = self
            .apps
            .get(&app)
            .map(|app| (app.advanced_ssl, app.auto_ssl))
        else {
            return;
        };
        if !auto || switches.auto_ssl == crate::AutoSsl::Never {
            return;
        }
        let polls = switches.issue_after_polls;
        if !advanced {
            let hosts = self.hosts_of(app);
            if let Some(basic) = self.apps.get_mut(&app).and_then(|app| app.basic.as_mut())
                && basic.method == super::Method::Letsencrypt
            {
                basic.request(hosts, polls);
            }
            return;
        }
        let bare: Vec<(u64, Vec<String>)> = self
            .domains_of(app)
            .filter(|domain| domain.certificate.is_none())
            .map(|domain| (domain.id, domain.hosts()))
            .collect();
        for (id, hosts) in bare {
            let mut certificate = Certificate::letsencrypt(self.new_ssl_id());
            certificate.hidden = true;
            certificate.request(hosts, polls);
            if let Some(domain) = self.domains.get_mut(&id) {
                domain.certificate = Some(certificate);
            }
        }
    }

    fn poll(
        &mut self,
        app: u64,
        switches: &Switches,
        find: impl for<'w> FnOnce(&'w mut Self) -> Option<&'w mut Certificate>,
    ) {
        let lost_hosts = self.lost_hosts_of(app);
        let course = Course {
            issuance: switches.issuance,
            server_works: self.works(app, switches),
            lost_hosts: &lost_hosts,
        };
        let ended = find(self).and_then(|certificate| certificate.poll(&course));
        match ended {
            Some(Ok(line)) => self.log_info(app, line),
            Some(Err(line)) => self.log_error(app, line),
            None => {}
        }
    }
}
