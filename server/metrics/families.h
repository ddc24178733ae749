// What is observed, as Prometheus' families of samples. Names and labels are a
// contract: README.md lists them, a test holds both together.
//
// No label holds a text that somebody asked for.

#pragma once

#include <prometheus/metric_family.h>

#include <vector>

#include "server/metrics/observed.h"

namespace annuaire::metrics {

using Families = std::vector<prometheus::MetricFamily>;

// The server and its process, also while nothing is loaded.
void AppendServer(const Observed& observed, Families& out);
void AppendStatus(const v1::GetStatusResponse& status, Families& out);
void AppendCalls(const std::vector<rpc::MethodCalls>& calls, Families& out);
void AppendLdap(const LdapSeen& ldap, Families& out);

}  // namespace annuaire::metrics
