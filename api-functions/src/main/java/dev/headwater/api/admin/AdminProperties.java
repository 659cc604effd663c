package dev.headwater.api.admin;

import java.util.Map;

/** How the framework is to guard the admin plane: everything under it is refused until a rule allows it. */
public final class AdminProperties {
    /** What every path of the admin plane begins with. */
    public static final String BASE = "/admin";

    private AdminProperties() {}

    /** For the context that the controllers run in. Paths of players never meet the filter, and never pay for it. */
    public static Map<String, Object> all() {
        return Map.ofEntries(
                // The limits of what is sent are kept by handlers of HTTP/1: no other version goes past them.
                Map.entry("micronaut.server.http-version", "1.1"),
                Map.entry("micronaut.security.enabled", true),
                Map.entry("micronaut.security.filter.pattern", BASE + "/**"),
                Map.entry("micronaut.security.reject-not-found", true),
                // Ours asks the store as well: the framework's would believe a token that was revoked.
                Map.entry("micronaut.security.token.jwt.nimbus.reactive-validator", false),
                Map.entry("micronaut.security.token.jwt.nimbus.validator", true),
                // By our clock, not by the machine's.
                Map.entry("micronaut.security.token.jwt.claims-validators.expiration", false),
                Map.entry("micronaut.security.token.cookie.enabled", false),
                Map.entry("micronaut.security.endpoints.logout.enabled", false),
                Map.entry("micronaut.security.endpoints.login.enabled", false));
    }
}
