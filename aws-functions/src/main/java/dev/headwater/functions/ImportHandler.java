package dev.headwater.functions;

import dev.headwater.api.imports.guide.DueGuides;
import dev.headwater.api.runtime.Administration;
import dev.headwater.api.runtime.Services;
import java.time.Instant;

/** Does the long work that the admin API took on, and imports each source of the guide anew once a day. */
public final class ImportHandler extends WorkFunction {
    private static final String HOLDER = "import-function";

    private final Administration administration = composition().worker(NOWHERE);

    @Override
    void work(Instant until) {
        administration.runErrands(until);
        Services services = composition().services();
        new DueGuides(
                        services.guide().sources(),
                        services.guide().runs(services.publishRequests()::changed),
                        services.leases(),
                        HOLDER,
                        services.clock())
                .importAll(until);
    }
}
