package dev.headwater.api.admin.auth;

import dev.headwater.api.metrics.MetricsAccess;
import dev.headwater.core.admin.Permission;
import io.micronaut.http.HttpRequest;

/** Lets a key with {@code metrics:read} read them from elsewhere. */
public final class KeyedMetrics implements MetricsAccess {
    private static final String BEARER = "Bearer ";

    private final MetricsAccess local;
    private final Identities identities;

    /** @param local who may without a key */
    public KeyedMetrics(MetricsAccess local, Identities identities) {
        this.local = local;
        this.identities = identities;
    }

    @Override
    public boolean mayRead(HttpRequest<?> request) {
        return local.mayRead(request)
                || request.getHeaders()
                        .getAuthorization()
                        .filter(sent -> sent.startsWith(BEARER))
                        .flatMap(sent -> identities.key(sent.substring(BEARER.length())))
                        .filter(caller -> caller.may(Permission.METRICS_READ))
                        .isPresent();
    }
}
