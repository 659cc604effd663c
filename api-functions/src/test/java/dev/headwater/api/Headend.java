package dev.headwater.api;

import dev.headwater.api.admin.Operations;
import dev.headwater.api.admin.auth.AccessTokenSecret;
import dev.headwater.api.admin.auth.Identities;
import dev.headwater.api.admin.auth.People;
import dev.headwater.api.admin.auth.StoredIdentities;
import dev.headwater.api.admin.jobs.Jobs;
import dev.headwater.api.guide.GuideDocuments;
import dev.headwater.api.guide.GuideFiles;
import dev.headwater.api.http.FrontDoor;
import dev.headwater.api.listing.Audiences;
import dev.headwater.api.listing.PublishLag;
import dev.headwater.api.listing.PublishRequests;
import dev.headwater.api.listing.Publisher;
import dev.headwater.api.metrics.Gauges;
import dev.headwater.api.metrics.StoreSampler;
import dev.headwater.api.origin.OriginAccess;
import dev.headwater.api.runtime.ApiParts;
import dev.headwater.api.ts.PastStreams;
import dev.headwater.api.ts.TsStreams;
import dev.headwater.api.xtream.Schedule;
import dev.headwater.core.TestClock;
import dev.headwater.core.account.Authenticator;
import dev.headwater.core.account.Bouquets;
import dev.headwater.core.account.LinePasswords;
import dev.headwater.core.account.Lines;
import dev.headwater.core.admin.AdminLogin;
import dev.headwater.core.admin.Administrators;
import dev.headwater.core.admin.ApiKeys;
import dev.headwater.core.admin.AuditLog;
import dev.headwater.core.admin.PasswordHasher;
import dev.headwater.core.admin.RefreshTokens;
import dev.headwater.core.admin.SetupTokens;
import dev.headwater.core.admin.StoredSettings;
import dev.headwater.core.admin.Totp;
import dev.headwater.core.archive.Archive;
import dev.headwater.core.catalog.Catalog;
import dev.headwater.core.catalog.Categories;
import dev.headwater.core.catalog.Channels;
import dev.headwater.core.catalog.IdSequence;
import dev.headwater.core.catalog.Movies;
import dev.headwater.core.catalog.SeriesShelf;
import dev.headwater.core.guide.Guide;
import dev.headwater.core.guide.GuideSource;
import dev.headwater.core.guide.GuideSources;
import dev.headwater.core.guide.GuideWriter;
import dev.headwater.core.guide.Programme;
import dev.headwater.core.hls.Demands;
import dev.headwater.core.hls.LiveWindows;
import dev.headwater.core.hls.Slates;
import dev.headwater.core.hls.Stills;
import dev.headwater.core.hls.keys.ContentKeys;
import dev.headwater.core.playback.Playback;
import dev.headwater.core.playback.edge.EdgePool;
import dev.headwater.core.playback.session.Sessions;
import dev.headwater.core.playback.signing.SigningKeys;
import dev.headwater.core.playback.signing.StreamSignatures;
import dev.headwater.core.playback.signing.UrlSigner;
import dev.headwater.core.playback.ticket.Tickets;
import dev.headwater.core.store.ObjectStore;
import dev.headwater.core.takedown.Takedowns;
import dev.headwater.core.vod.Assets;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** One process over stores in memory, at a time that stands still: everything the controllers work with. */
final class Headend {
    private final Stores stores;
    private final TestClock clock;
    private final Lines lines;
    private final LinePasswords passwords;
    private final Bouquets bouquets;
    private final Catalog catalog;
    private final Categories categories;
    private final Takedowns takedowns;
    private final LiveWindows windows;
    private final Assets assets;
    private final Slates slates;
    private final ContentKeys keys;
    private final Sessions sessions;
    private final EdgePool edges;
    private final Authenticator authenticator;
    private final Jobs jobs;
    private FrontDoor front = FrontDoor.DIRECT;
    private @Nullable Origin origin;
    private final List<String> audited = new CopyOnWriteArrayList<>();
    private final Path uploadFolder = scratch();
    private final Map<String, List<Programme>> guide = new ConcurrentHashMap<>();

    /** What edges elsewhere may read, and who they are. */
    record Origin(ObjectStore objects, OriginAccess access) {}

    Headend() {
        this(Stores.empty(), TestClock.fixed());
    }

    private Headend(Stores stores, TestClock clock) {
        this.stores = stores;
        this.clock = clock;
        this.lines = new Lines(stores.accounts(), clock);
        this.passwords = new LinePasswords(stores.secrets(), new SecureRandom());
        this.bouquets = new Bouquets(stores.accounts(), clock);
        this.catalog = new Catalog(
                new Channels(stores.catalog()), new Movies(stores.catalog()), new SeriesShelf(stores.catalog()));
        this.takedowns = new Takedowns(stores.accounts(), catalog, clock);
        this.categories = new Categories(stores.catalog(), new IdSequence(stores.accounts(), IdSequence.CATEGORY, 1));
        this.windows = new LiveWindows(stores.sessions());
        this.assets = new Assets(stores.catalog(), clock);
        this.slates = new Slates(stores.catalog());
        this.keys = new ContentKeys(stores.catalog(), stores.secrets(), new SecureRandom(), clock);
        this.sessions = new Sessions(stores.sessions(), clock);
        this.edges = new EdgePool(stores.accounts(), stores.sessions(), clock);
        this.jobs = new Jobs(stores.sessions(), Duration.ZERO, clock, new SecureRandom());
        this.authenticator = new Authenticator(lines, passwords, clock, clock);
    }

    /** Another process over the same stores, by the same clock. */
    Headend another() {
        return new Headend(stores, clock);
    }

    Playback playback() {
        return new Playback(new Playback.Parts(
                authenticator,
                lines,
                bouquets,
                catalog,
                takedowns,
                new Tickets(stores.secrets(), new SecureRandom(), clock),
                sessions,
                windows,
                archive(),
                new Demands(stores.sessions(), clock),
                assets,
                keys,
                stores.objects(),
                slates,
                edges,
                new StreamSignatures(new UrlSigner(signingKeys()::active)),
                new SecureRandom(),
                clock,
                clock));
    }

    TsStreams streams() {
        return new TsStreams(windows, slates, stores.objects(), keys, clock, 64 << 20);
    }

    PastStreams pastStreams() {
        return new PastStreams(stores.objects(), keys, clock, 24 << 20);
    }

    Publisher publisher() {
        return new Publisher(
                stores.catalog(), stores.objects(), catalog, categories, bouquets, takedowns, scratch(), clock);
    }

    static Path scratch() {
        try {
            Path folder = Files.createTempDirectory("lists");
            folder.toFile().deleteOnExit();
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the controllers work with. */
    ApiParts parts(Publisher publisher, GuideDocuments documents) {
        return new ApiParts(
                playback(),
                authenticator,
                sessions,
                catalog,
                takedowns,
                bouquets,
                assets,
                archive(),
                new Stills(stores.objects()),
                schedule(),
                audiences(),
                publisher.listings(),
                publisher.lineLists(),
                new GuideFiles(documents, stores.objects(), clock),
                identities(),
                new AccessTokenSecret(AdminTokens.SECRET),
                people(),
                operations(publisher::look),
                clock);
    }

    /** All that operators can ask for. */
    Operations operations(Runnable look) {
        return new HeadendOperations(this, audited::add, uploadFolder).all(look);
    }

    /** All that logging in takes, over these stores. */
    People people() {
        SecureRandom random = new SecureRandom();
        Administrators administrators = new Administrators(stores.accounts());
        PasswordHasher hasher = new PasswordHasher(random);
        Totp totp = new Totp(stores.accounts(), administrators, stores.secrets(), random, clock);
        StoredSettings settings = new StoredSettings(stores.accounts());
        return new People(
                administrators,
                new AdminLogin(administrators, hasher, totp, clock),
                hasher,
                new RefreshTokens(stores.accounts(), administrators, stores.secrets(), random, clock),
                new SetupTokens(
                        stores.accounts(),
                        administrators,
                        hasher,
                        new IdSequence(stores.accounts(), IdSequence.ADMINISTRATOR, 1),
                        random,
                        clock),
                totp,
                new AuditLog(stores.accounts(), settings, random, clock),
                settings,
                clock);
    }

    Jobs jobs() {
        return jobs;
    }

    /** What changes were written down. */
    List<String> audited() {
        return audited;
    }

    /** Whoever holds a key of {@link AdminKeys}. */
    Identities identities() {
        return new AdminKeys(new StoredIdentities(
                new Administrators(stores.accounts()), new ApiKeys(stores.accounts(), new SecureRandom(), clock)));
    }

    /** Notes that channels, categories or bouquets changed. */
    void changed() {
        new PublishRequests(stores.catalog(), clock).changed();
    }

    /** Says how requests come, before a door opens. */
    void front(FrontDoor door) {
        front = door;
    }

    FrontDoor front() {
        return front;
    }

    Stores stores() {
        return stores;
    }

    TestClock clock() {
        return clock;
    }

    Lines lines() {
        return lines;
    }

    LinePasswords passwords() {
        return passwords;
    }

    Bouquets bouquets() {
        return bouquets;
    }

    Catalog catalog() {
        return catalog;
    }

    Takedowns takedowns() {
        return takedowns;
    }

    Channels channels() {
        return catalog.channels();
    }

    Categories categories() {
        return categories;
    }

    /** What the guide says of a channel of it, from now on. */
    void guide(String guideId, List<Programme> programmes) {
        guide.put(guideId, List.copyOf(programmes));
    }

    Schedule schedule() {
        return (id, from, to) -> guide.getOrDefault(id, List.of()).stream()
                .filter(one -> one.start().isBefore(to) && one.stop().isAfter(from))
                .toList();
    }

    /** Programmes of one guide, as {@code xmltv.php} shows them. */
    void programmes(Map<String, List<Programme>> byGuideId) {
        GuideSource source = GuideSource.of(1, "test", "");
        guideSources().add(source);
        new GuideWriter(stores.catalog(), clock).replace(source, byGuideId);
    }

    GuideSources guideSources() {
        return new GuideSources(stores.catalog(), clock);
    }

    Audiences audiences() {
        return new Audiences(stores.catalog(), bouquets, takedowns, clock);
    }

    GuideDocuments documents() {
        return new GuideDocuments(
                stores.catalog(),
                stores.objects(),
                channels(),
                new Guide(stores.catalog(), guideSources(), clock),
                audiences(),
                new PublishRequests(stores.catalog(), clock),
                scratch(),
                clock);
    }

    /** What gauges show of these stores. */
    Gauges gauges(MeterRegistry registry) {
        return new Gauges(
                registry,
                new StoreSampler(
                        sessions,
                        channels(),
                        windows,
                        takedowns,
                        edges,
                        new PublishLag(stores.catalog(), clock),
                        clock));
    }

    Archive archive() {
        return new Archive(stores.sessions());
    }

    ContentKeys keys() {
        return keys;
    }

    LiveWindows windows() {
        return windows;
    }

    Assets assets() {
        return assets;
    }

    Slates slates() {
        return slates;
    }

    Sessions sessions() {
        return sessions;
    }

    EdgePool edges() {
        return edges;
    }

    Authenticator authenticator() {
        return authenticator;
    }

    /** Lets edges read here, from the next door on. */
    void openTo(Origin edges) {
        origin = edges;
    }

    Optional<Origin> origin() {
        return Optional.ofNullable(origin);
    }

    SigningKeys signingKeys() {
        return SigningKeys.load(stores.secrets(), stores.accounts(), clock);
    }
}
