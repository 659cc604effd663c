package dev.headwater.functions;

import dev.headwater.api.admin.OperationException;
import dev.headwater.api.admin.backup.BackupMaker;
import dev.headwater.api.admin.backup.BackupRequest;
import dev.headwater.api.admin.backup.BackupRun;
import dev.headwater.api.admin.catalog.SourceLook;
import dev.headwater.api.admin.catalog.TitleCheck;
import dev.headwater.api.admin.uploads.BucketUploads;
import dev.headwater.api.admin.uploads.UploadBook;
import dev.headwater.api.admin.uploads.Uploads;
import dev.headwater.api.admin.uploads.UsedUploads;
import dev.headwater.api.guide.GuideDocuments;
import dev.headwater.api.listing.Publisher;
import dev.headwater.api.runtime.Administration;
import dev.headwater.api.runtime.ApiParts;
import dev.headwater.api.runtime.HostProcess;
import dev.headwater.api.runtime.JoinedTraces;
import dev.headwater.api.runtime.Services;
import dev.headwater.api.runtime.WishTraces;
import dev.headwater.core.playback.PublicUrl;
import dev.headwater.functions.admin.FetchedUploads;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Services over an account, as one function works with them. Nothing runs here between two calls: lists are rendered when they
 * are asked for, or ahead by the function that publishes.
 *
 * @param publisher not started
 */
record Composition(Account account, Services services, Publisher publisher, GuideDocuments documents)
        implements AutoCloseable {
    /** Longer than any call of a function lasts: a job that says nothing for so long was cut off with its function. */
    private static final Duration JOB_SILENCE = Duration.ofMinutes(16);

    static Composition of(Account account) {
        Services services = Services.over(
                account.stores().tables(),
                account.stores().objects(),
                account.secrets(),
                account.scratch().resolve("work"),
                account.clock());
        Publisher publisher = new Publisher(
                account.stores().tables().catalog(),
                account.stores().objects(),
                services.catalog(),
                services.categories(),
                services.bouquets(),
                services.takedowns(),
                account.scratch().resolve("lists"),
                account.clock());
        return new Composition(account, services, publisher, services.guideDocuments());
    }

    /** What the controllers work with. Long work is left to the function that imports. */
    ApiParts parts(PublicUrl address) {
        JoinedTraces traces = new JoinedTraces();
        Administration administration = Administration.of(services, process(address, traces, uploads(), true));
        ApiParts made = ApiParts.of(services, publisher, documents, administration.operations());
        traces.add(services.people().auditTraces());
        traces.add(made.lineLists());
        traces.add(new WishTraces(services.assets()));
        return made;
    }

    /** What does the long work. Files that were sent are fetched from their bucket as they are opened. */
    Administration worker(PublicUrl address, FetchedUploads files) {
        return Administration.of(services, process(address, new JoinedTraces(), files, false));
    }

    FetchedUploads fetched() {
        return new FetchedUploads(
                uploads(), account.stores().uploads(), services.scratch().resolve("fetched"));
    }

    private HostProcess process(PublicUrl address, JoinedTraces traces, Uploads uploads, boolean standsStill) {
        return new HostProcess(
                () -> address,
                services.scratch(),
                true,
                TitleCheck.NONE,
                SourceLook.NONE,
                () -> {}, // A stream of the table tells the function that publishes.
                _ -> {},
                traces,
                new NoBackups(),
                uploads,
                standsStill,
                JOB_SILENCE);
    }

    private Uploads uploads() {
        return new BucketUploads(
                new UploadBook(services.tables().sessions(), services.clock(), new SecureRandom()),
                account.stores().directUploads(),
                new UsedUploads(services.catalog(), services.guide().sources())::ids);
    }

    /** A function has no room for one, and fifteen minutes are not enough. */
    private static final class NoBackups implements BackupMaker {
        @Override
        public void start(String id, BackupRequest request, Consumer<BackupRun> watch) {
            throw new OperationException(
                    "the cloud's functions make no backup; a server over the same tables does: headwater up --cloud aws");
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
