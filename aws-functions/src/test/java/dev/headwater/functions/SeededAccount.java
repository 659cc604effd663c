package dev.headwater.functions;

import dev.headwater.api.runtime.Services;
import dev.headwater.aws.CloudResources;
import dev.headwater.aws.Dynalite;
import dev.headwater.aws.S3Proxy;
import dev.headwater.aws.StubSecretsManager;
import dev.headwater.aws.client.AwsAccess;
import dev.headwater.aws.stores.CloudStores;
import dev.headwater.core.account.Bouquet;
import dev.headwater.core.account.ConnectionLimit;
import dev.headwater.core.account.Line;
import dev.headwater.core.account.LineStatus;
import dev.headwater.core.account.ListSettings;
import dev.headwater.core.catalog.Channel;
import dev.headwater.core.catalog.ContentKind;
import dev.headwater.core.catalog.Details;
import dev.headwater.core.catalog.Listed;
import dev.headwater.core.catalog.Movie;
import dev.headwater.core.hls.LiveWindow;
import dev.headwater.core.hls.Segment;
import dev.headwater.core.hls.SegmentName;
import dev.headwater.core.media.Rendition;
import dev.headwater.core.media.Source;
import dev.headwater.core.playback.edge.Edge;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/** An account with a line, a channel on air and an edge: in dynalite, S3Proxy and a stub of Secrets Manager. */
final class SeededAccount implements AutoCloseable {
    static final String ORIGIN_SECRET = "what CloudFront shows";
    static final String LINE = "grace@home";
    static final String PASSWORD = "a/b%c?d";

    private static final String ORIGIN = "origin-secret";
    private static final int WINDOW = 6;
    /** Of a category that is gone. */
    private static final int LOST = 999;

    private final S3Proxy objects;
    private final StubSecretsManager secrets;
    private final Map<String, String> environment;

    private SeededAccount(S3Proxy objects, StubSecretsManager secrets, Map<String, String> environment) {
        this.objects = objects;
        this.secrets = secrets;
        this.environment = environment;
    }

    /** Skips the test, and says so, where something that stands in is missing. */
    static SeededAccount open(Path scratch) throws Exception {
        String tables = Dynalite.endpoint().toString();
        Optional<S3Proxy> objects = S3Proxy.start();
        Assumptions.assumeTrue(objects.isPresent(), "S3Proxy is missing");
        StubSecretsManager secrets = StubSecretsManager.start();
        secrets.set(ORIGIN, ORIGIN_SECRET);
        CloudResources own = Dynalite.fresh();
        Map<String, String> environment = new HashMap<>(Map.of(
                CloudResources.CATALOG_TABLE, own.catalogTable(),
                CloudResources.ACCOUNTS_TABLE, own.accountsTable(),
                CloudResources.SESSIONS_TABLE, own.sessionsTable(),
                CloudResources.MEDIA_BUCKET, own.mediaBucket(),
                CloudResources.UPLOADS_BUCKET, own.uploadsBucket(),
                CloudResources.SECRETS_PREFIX, own.secretsPrefix()));
        environment.putAll(Map.of(
                "AWS_ENDPOINT_URL_DYNAMODB",
                tables,
                "AWS_ENDPOINT_URL_S3",
                objects.get().endpoint().toString(),
                "AWS_ENDPOINT_URL_SECRETS_MANAGER",
                secrets.endpoint().toString(),
                "AWS_ACCESS_KEY_ID",
                objects.get().identity(),
                "AWS_SECRET_ACCESS_KEY",
                objects.get().credential(),
                "AWS_REGION",
                "us-east-1",
                OriginSecrets.VARIABLE,
                ORIGIN,
                "HEADWATER_STREAM_HOST",
                "stream.example"));
        try (CloudStores stores =
                new CloudStores(AwsAccess.of(environment), own, new SecureRandom(), InstantSource.system())) {
            stores.makeMissing();
            fill(Services.over(stores.tables(), stores.objects(), stores.secrets(), scratch, InstantSource.system()));
        }
        return new SeededAccount(objects.get(), secrets, environment);
    }

    private static void fill(Services services) {
        Instant now = services.clock().instant();
        services.lines()
                .add(new Line(
                        services.lineIds().next(),
                        LINE,
                        services.passwords().store(PASSWORD),
                        now,
                        List.of(Bouquet.ALL),
                        ConnectionLimit.of(1),
                        ListSettings.DEFAULT,
                        null,
                        LineStatus.ACTIVE,
                        false,
                        now));
        int category = services.categories().named(ContentKind.LIVE, "General").id();
        Channel channel = Channel.of(
                services.contentIds().next(),
                Listed.plain("One", category, now),
                List.of(new Source("testcard:")),
                "small");
        services.channels().save(channel);
        services.channels()
                .save(Channel.of(
                        services.contentIds().next(),
                        Listed.plain("Without a category", LOST, now),
                        List.of(new Source("srt://h:9000?passphrase=canary-passphrase")),
                        null));
        services.catalog()
                .movies()
                .save(new Movie(
                        services.contentIds().next(),
                        Listed.plain("A film", category, now),
                        Details.NONE,
                        new Source("upload:0123456789abcdef01234567")));
        services.windows().replace(null, window(channel.id(), now));
        services.edges().save(Edge.of("far", "http", "seg.example", 80, 1));
        services.publishRequests().changed();
    }

    private static LiveWindow window(int channel, Instant now) {
        Rendition rendition = new Rendition("360p", "avc1.4d401f,mp4a.40.2", 640, 360, 25, 800_000, 700_000);
        // In the future, so that the channel stays on air for as long as the test takes.
        Instant last = now.plusSeconds(3_600);
        LiveWindow window = LiveWindow.empty(channel, 1, 2, last).withRenditions(List.of(rendition), last);
        for (int i = 0; i < WINDOW; i++) {
            Instant start = now.minusSeconds(2L * (WINDOW - i));
            String name = SegmentName.of(start, 1, i, i + 1).toString();
            window = window.append(new Segment(name, 2_000, start, i == 0), WINDOW, last);
        }
        return window;
    }

    /** As a function is told of it. */
    Map<String, String> environment() {
        return environment;
    }

    @Override
    public void close() {
        objects.close();
        secrets.close();
    }
}
