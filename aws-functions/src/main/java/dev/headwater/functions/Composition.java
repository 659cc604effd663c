package dev.headwater.functions;

import dev.headwater.api.admin.OperationException;
import dev.headwater.api.admin.Operations;
import dev.headwater.api.admin.backup.BackupMaker;
import dev.headwater.api.admin.backup.BackupRequest;
import dev.headwater.api.admin.backup.BackupRun;
import dev.headwater.api.admin.catalog.TitleCheck;
import dev.headwater.api.admin.uploads.FolderUploads;
import dev.headwater.api.guide.GuideDocuments;
import dev.headwater.api.listing.Publisher;
import dev.headwater.api.runtime.Administration;
import dev.headwater.api.runtime.ApiParts;
import dev.headwater.api.runtime.HostProcess;
import dev.headwater.api.runtime.JoinedTraces;
import dev.headwater.api.runtime.Services;
import dev.headwater.api.runtime.WishTraces;
import dev.headwater.core.playback.CatchUp;
import dev.headwater.core.playback.PublicUrl;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Services over an account, as one function works with them. Nothing runs here between two calls: lists are rendered when they
 * are asked for, or ahead by the function that publishes.
 *
 * @param publisher not started
 */
record Composition(Services services, Publisher publisher, GuideDocuments documents) implements AutoCloseable {
    /** Longer than any call of a function lasts: a job that says nothing for so long was cut off with its function. */
    private static final Duration JOB_SILENCE = Duration.ofMinutes(16);

    static Composition of(Account account) {
        Services services = Services.over(
                account.tables(),
                account.objects(),
                account.secrets(),
                account.scratch().resolve("work"),
                account.clock());
        Publisher publisher = new Publisher(
                account.tables().catalog(),
                account.objects(),
                services.catalog(),
                services.categories(),
                services.bouquets(),
                services.takedowns(),
                CatchUp.OFFERED,
                account.scratch().resolve("lists"),
                account.clock());
        return new Composition(services, publisher, services.guideDocuments());
    }

    /** What the controllers work with. */
    ApiParts parts(PublicUrl address) {
        JoinedTraces traces = new JoinedTraces();
        ApiParts made = ApiParts.of(services, publisher, documents, operations(address, traces));
        traces.add(services.people().auditTraces());
        traces.add(made.lineLists());
        traces.add(new WishTraces(services.assets()));
        return made;
    }

    private Operations operations(PublicUrl address, JoinedTraces traces) {
        Path scratch = services.scratch();
        return Administration.of(
                services,
                new HostProcess(
                        () -> address,
                        scratch,
                        true,
                        TitleCheck.NONE,
                        () -> {}, // A stream of the table tells the function that publishes.
                        _ -> {},
                        traces,
                        new NoBackups(),
                        new FolderUploads(
                                services.tables().sessions(),
                                scratch.resolve("uploads"),
                                Set::of,
                                services.clock(),
                                new SecureRandom()),
                        JOB_SILENCE));
    }

    /** A function has no room for one, and fifteen minutes are not enough. */
    private static final class NoBackups implements BackupMaker {
        @Override
        public void start(String id, BackupRequest request, Consumer<BackupRun> watch) {
            throw new OperationException("backups of the cloud are made from a machine: headwater backup --cloud aws");
        }

        @Override
        public Optional<Path> find(String id) {
            return Optional.empty();
        }

        @Override
        public void remove(String id) {}
    }

    @Override
    public void close() {
        publisher.close();
    }
}
