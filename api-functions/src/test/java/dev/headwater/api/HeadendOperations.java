package dev.headwater.api;

import dev.headwater.api.admin.Audit;
import dev.headwater.api.admin.Call;
import dev.headwater.api.admin.Gate;
import dev.headwater.api.admin.OperationGroup;
import dev.headwater.api.admin.Operations;
import dev.headwater.api.admin.Sourced;
import dev.headwater.api.admin.auth.People;
import dev.headwater.api.admin.backup.BackupOperations;
import dev.headwater.api.admin.bulk.BulkOperations;
import dev.headwater.api.admin.bulk.Notices;
import dev.headwater.api.admin.catalog.BouquetOperations;
import dev.headwater.api.admin.catalog.CategoryOperations;
import dev.headwater.api.admin.catalog.ChannelMaking;
import dev.headwater.api.admin.catalog.ChannelOperations;
import dev.headwater.api.admin.catalog.GuideMappingOperations;
import dev.headwater.api.admin.catalog.GuideOperations;
import dev.headwater.api.admin.catalog.ImportOperations;
import dev.headwater.api.admin.catalog.LadderOperations;
import dev.headwater.api.admin.catalog.MovieOperations;
import dev.headwater.api.admin.catalog.SeriesOperations;
import dev.headwater.api.admin.catalog.SourceLook;
import dev.headwater.api.admin.catalog.SourceOperations;
import dev.headwater.api.admin.catalog.TitleCheck;
import dev.headwater.api.admin.delivery.EdgeOperations;
import dev.headwater.api.admin.delivery.KeyOperations;
import dev.headwater.api.admin.delivery.WorkerOperations;
import dev.headwater.api.admin.jobs.JobOperations;
import dev.headwater.api.admin.line.LineOperations;
import dev.headwater.api.admin.line.SessionOperations;
import dev.headwater.api.admin.line.SubscriberOperations;
import dev.headwater.api.admin.people.ApiKeyOperations;
import dev.headwater.api.admin.people.AuditOperations;
import dev.headwater.api.admin.people.AuditTraces;
import dev.headwater.api.admin.people.PeopleOperations;
import dev.headwater.api.admin.people.StoredAudit;
import dev.headwater.api.admin.people.StoredCredits;
import dev.headwater.api.admin.settings.SettingsOperations;
import dev.headwater.api.admin.takedown.TakedownOperations;
import dev.headwater.api.admin.uploads.FolderUploads;
import dev.headwater.api.admin.uploads.UploadOperations;
import dev.headwater.api.admin.uploads.Uploads;
import dev.headwater.api.imports.ImportParts;
import dev.headwater.api.imports.Imports;
import dev.headwater.api.imports.LinesJob;
import dev.headwater.api.imports.guide.GuideRuns;
import dev.headwater.api.listing.PublishRequests;
import dev.headwater.core.admin.ApiKeys;
import dev.headwater.core.admin.PasswordHasher;
import dev.headwater.core.catalog.IdSequence;
import dev.headwater.core.guide.GuideImport;
import dev.headwater.core.guide.mapping.GuideMapping;
import dev.headwater.core.hls.Heartbeats;
import dev.headwater.core.hls.ReservedChannels;
import dev.headwater.core.store.Leases;
import dev.headwater.core.store.Tables;
import dev.headwater.core.subscriber.SubscriberData;
import java.net.InetAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** All that operators can ask a {@link Headend} for. */
final class HeadendOperations {
    private final Headend headend;
    private final Consumer<String> changed;
    private final Path uploadFolder;

    /** @param changed told of each change that was written down */
    HeadendOperations(Headend headend, Consumer<String> changed, Path uploadFolder) {
        this.headend = headend;
        this.changed = changed;
        this.uploadFolder = uploadFolder;
    }

    Operations all(Runnable look) {
        return new Operations(audit(), uploads(), groups(look));
    }

    private Audit audit() {
        Audit log = new StoredAudit(headend.people().log(), headend.clock());
        return new Audit() {
            @Override
            public void changed(
                    Call call, String action, String target, @Nullable String before, @Nullable String after) {
                changed.accept(action);
                log.changed(call, action, target, before, after);
            }

            @Override
            public void refused(Call call, String action, String target, String reason) {
                log.refused(call, action, target, reason);
            }
        };
    }

    private List<OperationGroup> groups(Runnable look) {
        IdSequence contentIds = new IdSequence(headend.stores().accounts(), IdSequence.CONTENT, 1);
        People people = headend.people();
        ApiKeys keys = new ApiKeys(headend.stores().accounts(), new SecureRandom(), headend.clock());
        BulkOperations.Kinds kinds = new BulkOperations.Kinds(
                new LineOperations(
                        headend.lines(),
                        headend.passwords(),
                        headend.bouquets(),
                        new IdSequence(headend.stores().accounts(), IdSequence.LINE, 1),
                        headend.clock(),
                        () -> "http://tv.example",
                        new StoredCredits(people.administrators())),
                new ChannelOperations(
                        headend.channels(),
                        headend.categories(),
                        contentIds,
                        new ChannelMaking(
                                headend.windows(),
                                new Heartbeats(headend.stores().sessions(), headend.clock()),
                                new ReservedChannels(headend.stores().sessions(), headend.clock()),
                                true),
                        headend.clock(),
                        headend::changed,
                        () -> 0,
                        headend.takedowns()::streams),
                new MovieOperations(
                        headend.catalog().movies(),
                        headend.categories(),
                        contentIds,
                        headend.assets(),
                        headend.clock(),
                        true,
                        TitleCheck.NONE,
                        headend::changed),
                new SeriesOperations(
                        headend.catalog().series(),
                        headend.categories(),
                        new IdSequence(headend.stores().accounts(), IdSequence.SERIES, 1),
                        contentIds,
                        headend.assets(),
                        headend.clock(),
                        true,
                        TitleCheck.NONE,
                        headend::changed));
        return List.of(
                kinds.lines(),
                new PeopleOperations(
                        people.administrators(),
                        new PasswordHasher(new SecureRandom()),
                        people.refreshTokens(),
                        keys,
                        new IdSequence(headend.stores().accounts(), IdSequence.ADMINISTRATOR, 1),
                        new SecureRandom(),
                        headend.clock()),
                new ApiKeyOperations(keys, people.administrators(), headend.clock()),
                new AuditOperations(people.log()),
                new BouquetOperations(
                        headend.bouquets(), headend.catalog(), headend.categories(), headend.lines(), headend::changed),
                new LadderOperations(headend.channels(), kinds.channels()::byLadder),
                new CategoryOperations(headend.categories(), headend.catalog(), kind -> headend.changed()),
                kinds.channels(),
                new SourceOperations(source -> new SourceLook.Report(
                        source.toString(),
                        "h264",
                        1280,
                        720,
                        25.0,
                        List.of(),
                        List.of(),
                        2_000_000L,
                        null,
                        true,
                        null)),
                kinds.movies(),
                kinds.series(),
                new BulkOperations(
                        kinds,
                        headend.jobs(),
                        new Gate(audit(), Sourced.Rule.NO_UPLOADS),
                        new Notices(new PublishRequests(headend.stores().catalog(), headend.clock()), () -> {})),
                new JobOperations(headend.jobs()),
                new UploadOperations(uploads()),
                new ImportOperations(imports(look), headend.jobs()),
                new SessionOperations(headend.sessions(), headend.lines(), headend.catalog()),
                new SubscriberOperations(
                        new SubscriberData(
                                headend.lines(),
                                headend.sessions(),
                                List.of(new AuditTraces(people.log())),
                                headend.clock()),
                        headend.lines()),
                new TakedownOperations(headend.takedowns(), headend::changed),
                guideOperations(),
                new GuideMappingOperations(guideMapping(), headend.channels(), headend::changed),
                new SettingsOperations(people.settings()),
                new WorkerOperations(
                        headend.assets(),
                        new Leases(headend.stores().sessions(), headend.clock()),
                        new Heartbeats(headend.stores().sessions(), headend.clock())),
                new BackupOperations(new WrittenBackups(Headend.scratch()), headend.jobs()),
                new EdgeOperations(headend.edges(), () -> "tv.example", () -> "http://tv.example", new SecureRandom()),
                new KeyOperations(headend.signingKeys()));
    }

    private GuideMapping guideMapping() {
        return new GuideMapping(headend.stores().catalog(), headend.channels(), headend.guideSources());
    }

    private GuideOperations guideOperations() {
        return new GuideOperations(
                headend.guideSources(),
                new IdSequence(headend.stores().accounts(), IdSequence.GUIDE_SOURCE, 1),
                new GuideRuns(
                        new GuideImport(
                                headend.stores().catalog(), headend.guideSources(), headend.clock(), Headend.scratch()),
                        guideMapping(),
                        new ReentrantLock(),
                        headend::changed),
                headend.jobs());
    }

    private Uploads uploads() {
        return new FolderUploads(
                headend.stores().sessions(), uploadFolder, Set::of, headend.clock(), new SecureRandom());
    }

    private Imports imports(Runnable look) {
        return new Imports(
                new ImportParts(
                        new Tables(
                                headend.stores().catalog(),
                                headend.stores().accounts(),
                                headend.stores().sessions()),
                        headend.catalog(),
                        headend.categories(),
                        headend.bouquets(),
                        new LinesJob.LineParts(
                                headend.lines(),
                                headend.passwords(),
                                headend.bouquets(),
                                new IdSequence(headend.stores().accounts(), IdSequence.LINE, 1)),
                        headend.assets(),
                        new IdSequence(headend.stores().accounts(), IdSequence.CONTENT, 1),
                        new IdSequence(headend.stores().accounts(), IdSequence.SERIES, 1),
                        new Leases(headend.stores().sessions(), headend.clock()),
                        new PublishRequests(headend.stores().catalog(), headend.clock()),
                        InetAddress::getAllByName,
                        headend.clock(),
                        look),
                Headend.scratch(),
                _ -> {});
    }
}
