package dev.headwater.standalone.runtime;

import dev.headwater.api.admin.Gate;
import dev.headwater.api.admin.Operations;
import dev.headwater.api.admin.backup.BackupOperations;
import dev.headwater.api.admin.bulk.BulkOperations;
import dev.headwater.api.admin.bulk.Notices;
import dev.headwater.api.admin.catalog.BouquetOperations;
import dev.headwater.api.admin.catalog.CategoryOperations;
import dev.headwater.api.admin.catalog.ChannelOperations;
import dev.headwater.api.admin.catalog.ImportOperations;
import dev.headwater.api.admin.catalog.MovieOperations;
import dev.headwater.api.admin.catalog.SeriesOperations;
import dev.headwater.api.admin.catalog.TitleCheck;
import dev.headwater.api.admin.delivery.EdgeOperations;
import dev.headwater.api.admin.delivery.KeyOperations;
import dev.headwater.api.admin.delivery.WorkerOperations;
import dev.headwater.api.admin.jobs.JobOperations;
import dev.headwater.api.admin.jobs.Jobs;
import dev.headwater.api.admin.line.LineOperations;
import dev.headwater.api.admin.line.SessionOperations;
import dev.headwater.api.admin.line.SubscriberOperations;
import dev.headwater.api.admin.takedown.TakedownOperations;
import dev.headwater.api.admin.uploads.FolderUploads;
import dev.headwater.api.admin.uploads.UploadOperations;
import dev.headwater.api.admin.uploads.Uploads;
import dev.headwater.api.guide.GuideDocuments;
import dev.headwater.api.imports.ImportParts;
import dev.headwater.api.imports.Imports;
import dev.headwater.api.imports.LinesJob;
import dev.headwater.api.listing.Audiences;
import dev.headwater.api.listing.PublishRequests;
import dev.headwater.api.listing.Scope;
import dev.headwater.api.origin.OriginAccess;
import dev.headwater.api.ts.TsStreams;
import dev.headwater.core.Pause;
import dev.headwater.core.account.Authenticator;
import dev.headwater.core.account.Bouquets;
import dev.headwater.core.account.LinePasswords;
import dev.headwater.core.account.Lines;
import dev.headwater.core.catalog.Catalog;
import dev.headwater.core.catalog.Categories;
import dev.headwater.core.catalog.Channels;
import dev.headwater.core.catalog.ContentKind;
import dev.headwater.core.catalog.IdSequence;
import dev.headwater.core.catalog.Movies;
import dev.headwater.core.catalog.SeriesShelf;
import dev.headwater.core.hls.Demands;
import dev.headwater.core.hls.LiveWindows;
import dev.headwater.core.hls.Slates;
import dev.headwater.core.playback.Playback;
import dev.headwater.core.playback.edge.EdgePool;
import dev.headwater.core.playback.session.Sessions;
import dev.headwater.core.playback.signing.SigningKeys;
import dev.headwater.core.playback.signing.StreamSignatures;
import dev.headwater.core.playback.signing.UrlSigner;
import dev.headwater.core.playback.ticket.Tickets;
import dev.headwater.core.store.Generation;
import dev.headwater.core.store.Leases;
import dev.headwater.core.store.ObjectStore;
import dev.headwater.core.store.SecretStore;
import dev.headwater.core.store.Tables;
import dev.headwater.core.subscriber.SubscriberData;
import dev.headwater.core.takedown.TakedownJob;
import dev.headwater.core.takedown.Takedowns;
import dev.headwater.core.vod.Assets;
import dev.headwater.standalone.demo.DemoContent;
import java.net.InetAddress;
import java.nio.file.Path;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Everything that stands on the stores, wired once: the same for a server and for a command that runs by itself. */
record Services(
        Tables tables,
        ObjectStore objects,
        InstantSource clock,
        Lines lines,
        LinePasswords passwords,
        Bouquets bouquets,
        Catalog catalog,
        Takedowns takedowns,
        Categories categories,
        IdSequence contentIds,
        IdSequence seriesIds,
        IdSequence lineIds,
        LiveWindows windows,
        Demands demands,
        Assets assets,
        Leases leases,
        Sessions sessions,
        EdgePool edges,
        SigningKeys signingKeys,
        Authenticator authenticator,
        Tickets tickets,
        PublishRequests publishRequests,
        GuideParts guide,
        PeopleParts people,
        Generation lineGeneration,
        Path scratch) {

    /** Of the heap that the launcher gives. */
    private static final long STREAM_MEMORY = 64L << 20;

    /** Small blocks: on one machine few processes draw ids, and people read them. */
    private static final int ID_BLOCK = 8;

    /** @param scratch for files while something large is worked on */
    static Services over(Tables tables, ObjectStore objects, SecretStore secrets, Path scratch, InstantSource clock) {
        SecureRandom random = new SecureRandom();
        Lines lines = new Lines(tables.accounts(), clock);
        Generation lineGeneration =
                new Generation(tables.sessions(), "lines", Long.toHexString(random.nextLong()), clock);
        lines.watchers().add(ids -> lineGeneration.wrote());
        LinePasswords passwords = new LinePasswords(secrets, random);
        IdSequence categoryIds = new IdSequence(tables.accounts(), IdSequence.CATEGORY, ID_BLOCK);
        Channels channels = new Channels(tables.catalog());
        Catalog catalog = new Catalog(channels, new Movies(tables.catalog()), new SeriesShelf(tables.catalog()));
        return new Services(
                tables,
                objects,
                clock,
                lines,
                passwords,
                new Bouquets(tables.accounts(), clock),
                catalog,
                new Takedowns(tables.accounts(), catalog, clock),
                new Categories(tables.catalog(), categoryIds),
                new IdSequence(tables.accounts(), IdSequence.CONTENT, ID_BLOCK),
                new IdSequence(tables.accounts(), IdSequence.SERIES, ID_BLOCK),
                new IdSequence(tables.accounts(), IdSequence.LINE, ID_BLOCK),
                new LiveWindows(tables.sessions()),
                new Demands(tables.sessions(), clock),
                new Assets(tables.catalog(), clock),
                new Leases(tables.sessions(), clock),
                new Sessions(tables.sessions(), clock),
                new EdgePool(tables.accounts(), tables.sessions(), clock),
                SigningKeys.load(secrets, tables.accounts(), clock),
                new Authenticator(lines, passwords, clock, Pause.sleeping()),
                new Tickets(secrets, random, clock),
                new PublishRequests(tables.catalog(), clock),
                GuideParts.over(tables, channels, scratch, clock),
                PeopleParts.over(tables.accounts(), secrets, random, clock),
                lineGeneration,
                scratch);
    }

    Channels channels() {
        return catalog.channels();
    }

    /** Edges elsewhere read with the token they were added with. */
    OriginAccess originAccess() {
        return new OriginAccess() {
            @Override
            public boolean accepts(String bearerToken) {
                return edges.accepts(bearerToken);
            }

            @Override
            public Map<String, PublicKey> keys() {
                return signingKeys.publicKeys();
            }

            @Override
            public Set<Integer> withheld() {
                return takedowns.streams();
            }
        };
    }

    /** @param lifted called after something may be seen again */
    TakedownJob takedownJob(String holder, Runnable lifted) {
        return new TakedownJob(
                takedowns,
                new TakedownJob.Parts(
                        catalog, objects, assets, windows, lines, sessions, leases, clock, holder, lifted));
    }

    TsStreams streams() {
        return new TsStreams(windows, new Slates(tables.catalog()), objects, clock, STREAM_MEMORY);
    }

    Playback playback() {
        return new Playback(new Playback.Parts(
                authenticator,
                lines,
                bouquets,
                catalog,
                takedowns,
                tickets,
                sessions,
                windows,
                demands,
                assets,
                objects,
                new Slates(tables.catalog()),
                edges,
                new StreamSignatures(new UrlSigner(signingKeys::active)),
                new SecureRandom(),
                clock,
                Pause.sleeping()));
    }

    /** What operators can do. */
    Operations operations(HostProcess process) {
        Consumer<ContentKind> kindChanged = kind -> {
            publishRequests.changed(Scope.valueOf(kind.name()));
            process.look().run();
        };
        Runnable changed = () -> {
            publishRequests.changed();
            process.look().run();
        };
        Runnable withdrawn = () -> {
            publishRequests.withdrawn();
            process.look().run();
        };
        // The folder's lock sees to it that no other process does anything.
        Jobs jobs = new Jobs(tables.sessions(), Duration.ZERO, clock, new SecureRandom());
        Uploads uploads = uploads(process);
        // A command by itself would wait a second for what the server says as it makes the film.
        TitleCheck check = process.workerRuns() ? new FileLook(Ingest.childCommand()) : TitleCheck.NONE;
        BulkOperations.Kinds kinds = new BulkOperations.Kinds(
                lineOperations(process.address()),
                channelOperations(process.workerRuns(), () -> kindChanged.accept(ContentKind.LIVE)),
                movieOperations(process.workerRuns(), check, () -> kindChanged.accept(ContentKind.MOVIE)),
                seriesOperations(process.workerRuns(), check, () -> kindChanged.accept(ContentKind.SERIES)));
        return new Operations(
                people.audit(),
                uploads,
                List.of(
                        kinds.channels(),
                        kinds.lines(),
                        new SubscriberOperations(
                                new SubscriberData(lines, sessions, List.of(process.traces()), clock), lines),
                        new BouquetOperations(bouquets, catalog, categories, lines, changed),
                        kinds.movies(),
                        kinds.series(),
                        new BulkOperations(
                                kinds,
                                jobs,
                                new Gate(people.audit(), uploads),
                                new Notices(publishRequests, process.look())),
                        new CategoryOperations(categories, catalog, kindChanged),
                        new SessionOperations(sessions, lines, catalog),
                        new TakedownOperations(takedowns, withdrawn),
                        new EdgeOperations(
                                edges,
                                () -> process.address().get().host(),
                                () -> process.address().get().base(),
                                new SecureRandom()),
                        new KeyOperations(signingKeys),
                        people.administratorOperations(),
                        people.keyOperations(),
                        people.auditOperations(),
                        people.settingsOperations(),
                        new WorkerOperations(channels(), assets, leases),
                        new ImportOperations(imports(process), jobs),
                        guide.operations(jobs, changed),
                        new JobOperations(jobs),
                        new UploadOperations(uploads),
                        new BackupOperations(process.backups(), jobs)));
    }

    private Uploads uploads(HostProcess process) {
        FolderUploads uploads = new FolderUploads(
                tables.sessions(),
                process.run().resolveSibling("uploads"),
                new NamedFiles(catalog, guide.sources())::all,
                clock,
                new SecureRandom());
        uploads.sweep();
        return uploads;
    }

    private Imports imports(HostProcess process) {
        return new Imports(
                new ImportParts(
                        tables,
                        catalog,
                        categories,
                        bouquets,
                        new LinesJob.LineParts(lines, passwords, bouquets, lineIds),
                        assets,
                        contentIds,
                        seriesIds,
                        leases,
                        publishRequests,
                        InetAddress::getAllByName,
                        clock,
                        process.look()),
                process.run().resolve("import"),
                process.imported());
    }

    private MovieOperations movieOperations(boolean workerRuns, TitleCheck check, Runnable changed) {
        return new MovieOperations(
                catalog.movies(),
                categories,
                contentIds,
                assets,
                clock,
                workerRuns,
                check,
                changed,
                () -> publishRequests.elsewhere(Scope.MOVIE));
    }

    private SeriesOperations seriesOperations(boolean workerRuns, TitleCheck check, Runnable changed) {
        return new SeriesOperations(
                catalog.series(),
                categories,
                seriesIds,
                contentIds,
                assets,
                clock,
                workerRuns,
                check,
                changed,
                () -> publishRequests.elsewhere(Scope.SERIES));
    }

    Audiences audiences() {
        return new Audiences(tables.catalog(), bouquets, takedowns, clock);
    }

    GuideDocuments guideDocuments() {
        return new GuideDocuments(
                tables.catalog(), objects, channels(), guide.guide(), audiences(), publishRequests, scratch, clock);
    }

    LineOperations lineOperations(Supplier<PublicAddress> address) {
        return new LineOperations(
                lines,
                passwords,
                bouquets,
                lineIds,
                clock,
                () -> address.get().base(),
                people.credits(),
                lineGeneration::elsewhere);
    }

    DemoContent demo(PublicAddress address) {
        Runnable changed = publishRequests::changed;
        return new DemoContent(
                lines,
                passwords,
                catalog,
                new DemoContent.Operations(
                        channelOperations(true, changed),
                        movieOperations(true, TitleCheck.NONE, changed),
                        seriesOperations(true, TitleCheck.NONE, changed),
                        lineOperations(() -> address)),
                guide.demo());
    }

    private ChannelOperations channelOperations(boolean workerRuns, Runnable changed) {
        return new ChannelOperations(
                channels(),
                categories,
                contentIds,
                windows,
                clock,
                workerRuns,
                changed,
                () -> publishRequests.elsewhere(Scope.LIVE));
    }
}
