package dev.headwater.api.runtime;

import dev.headwater.api.admin.Gate;
import dev.headwater.api.admin.OperationGroup;
import dev.headwater.api.admin.Operations;
import dev.headwater.api.admin.backup.BackupOperations;
import dev.headwater.api.admin.bulk.BulkOperations;
import dev.headwater.api.admin.bulk.Notices;
import dev.headwater.api.admin.catalog.BouquetOperations;
import dev.headwater.api.admin.catalog.CategoryOperations;
import dev.headwater.api.admin.catalog.ImportOperations;
import dev.headwater.api.admin.catalog.LadderOperations;
import dev.headwater.api.admin.catalog.SourceOperations;
import dev.headwater.api.admin.delivery.EdgeOperations;
import dev.headwater.api.admin.delivery.KeyOperations;
import dev.headwater.api.admin.delivery.WorkerOperations;
import dev.headwater.api.admin.jobs.JobOperations;
import dev.headwater.api.admin.jobs.Jobs;
import dev.headwater.api.admin.jobs.StoredErrands;
import dev.headwater.api.admin.line.SessionOperations;
import dev.headwater.api.admin.line.SubscriberOperations;
import dev.headwater.api.admin.takedown.TakedownOperations;
import dev.headwater.api.admin.uploads.UploadOperations;
import dev.headwater.api.imports.ImportParts;
import dev.headwater.api.imports.Imports;
import dev.headwater.api.imports.LinesJob;
import dev.headwater.api.listing.PublishRequests;
import dev.headwater.api.listing.Scope;
import dev.headwater.core.catalog.ContentKind;
import dev.headwater.core.hls.Heartbeats;
import dev.headwater.core.store.Sealer;
import dev.headwater.core.subscriber.SubscriberData;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;

/** What operators can do, over services and in a process. */
public final class Administration {
    private static final String ERRANDS_KEY = "errands";

    private final Services services;
    private final HostProcess process;
    private final PublishRequests requests;
    private final Jobs jobs;
    private final StoredErrands errands;
    private final Operations operations;

    private Administration(Services services, HostProcess process) {
        this.services = services;
        this.process = process;
        this.requests = services.publishRequests();
        this.jobs = new Jobs(services.tables().sessions(), process.jobSilence(), services.clock(), new SecureRandom());
        this.errands = new StoredErrands(
                services.tables().catalog(),
                new Sealer(services.people().secrets(), ERRANDS_KEY, new SecureRandom()),
                jobs,
                services.people().stored()::asNow,
                services.clock());
        Gate gate = new Gate(services.people().audit(), process.uploads(), process.standsStill() ? errands : null);
        this.operations = new Operations(gate, groups(kinds()));
    }

    public static Administration of(Services services, HostProcess process) {
        return new Administration(services, process);
    }

    public Operations operations() {
        return operations;
    }

    /**
     * Does what processes that stand still left to others, each to its end.
     *
     * @param until when nothing more is begun
     * @param afterEach called after each, however it ended
     * @return how much was done
     */
    public int runErrands(Instant until, Runnable afterEach) {
        return errands.runAll(operations, until, afterEach);
    }

    private BulkOperations.Kinds kinds() {
        OperationGroups groups = new OperationGroups(services);
        return new BulkOperations.Kinds(
                groups.lines(process.address()),
                groups.channels(process.workerRuns(), () -> changed(ContentKind.LIVE)),
                groups.movies(process.workerRuns(), process.check(), () -> changed(ContentKind.MOVIE)),
                groups.series(process.workerRuns(), process.check(), () -> changed(ContentKind.SERIES)));
    }

    private List<OperationGroup> groups(BulkOperations.Kinds kinds) {
        PeopleParts people = services.people();
        return List.of(
                kinds.channels(),
                new SourceOperations(process.sources()),
                kinds.lines(),
                new SubscriberOperations(
                        new SubscriberData(
                                services.lines(), services.sessions(), List.of(process.traces()), services.clock()),
                        services.lines()),
                new BouquetOperations(
                        services.bouquets(),
                        services.catalog(),
                        services.categories(),
                        services.lines(),
                        this::changed),
                kinds.movies(),
                kinds.series(),
                new BulkOperations(
                        kinds,
                        jobs,
                        new Gate(people.audit(), process.uploads()),
                        new Notices(requests, process.look())),
                new LadderOperations(services.channels(), kinds.channels()::byLadder),
                new CategoryOperations(services.categories(), services.catalog(), this::changed),
                new SessionOperations(services.sessions(), services.lines(), services.catalog()),
                new TakedownOperations(services.takedowns(), this::withdrawn),
                new EdgeOperations(
                        services.edges(),
                        () -> process.address().get().host().host(),
                        () -> process.address().get().base(),
                        new SecureRandom()),
                new KeyOperations(services.signingKeys()),
                people.administratorOperations(),
                people.keyOperations(),
                people.auditOperations(),
                people.settingsOperations(),
                new WorkerOperations(
                        services.assets(),
                        services.leases(),
                        new Heartbeats(services.tables().sessions(), services.clock())),
                new ImportOperations(imports(), jobs),
                services.guide().operations(jobs, this::changed),
                services.guide().mappingOperations(this::changed),
                new JobOperations(jobs, errands),
                new UploadOperations(process.uploads()),
                new BackupOperations(process.backups(), jobs));
    }

    private void changed(ContentKind kind) {
        requests.changed(Scope.valueOf(kind.name()));
        process.look().run();
    }

    private void changed() {
        requests.changed();
        process.look().run();
    }

    private void withdrawn() {
        requests.withdrawn();
        process.look().run();
    }

    private Imports imports() {
        return new Imports(
                new ImportParts(
                        services.tables(),
                        services.catalog(),
                        services.categories(),
                        services.bouquets(),
                        new LinesJob.LineParts(
                                services.lines(), services.passwords(), services.bouquets(), services.lineIds()),
                        services.assets(),
                        services.contentIds(),
                        services.seriesIds(),
                        services.leases(),
                        requests,
                        InetAddress::getAllByName,
                        services.clock(),
                        process.look()),
                process.scratch().resolve("import"),
                process.imported());
    }
}
