package dev.headwater.functions;

import dev.headwater.api.imports.guide.DueGuides;
import dev.headwater.api.runtime.Administration;
import dev.headwater.api.runtime.Services;
import dev.headwater.aws.FunctionNeeds;
import dev.headwater.functions.admin.FetchedUploads;
import java.time.Duration;
import java.time.Instant;

/** Does the long work that the admin API took on, and imports each source of the guide anew once a day. */
public final class ImportHandler extends WorkFunction {
    /** Work may take all the time a call has: what is left then is the next call's, which comes within a minute. */
    private static final Duration BEGINS_WITHIN = Duration.ofMinutes(1);

    private final String holder = holder("import-function");
    private final FetchedUploads files = composition().fetched();
    private final Administration administration = composition().worker(NOWHERE, files);

    public ImportHandler() {
        super(FunctionNeeds.ALL);
    }

    @Override
    void work(Instant until) {
        Services services = composition().services();
        Instant soon = services.clock().instant().plus(BEGINS_WITHIN);
        Instant end = soon.isBefore(until) ? soon : until;
        files.clear();
        administration.runErrands(end, files::clear);
        new DueGuides(
                        services.guide().sources(),
                        services.guide().runs(services.publishRequests()::changed),
                        services.leases(),
                        holder,
                        services.clock())
                .importAll(end);
    }
}
