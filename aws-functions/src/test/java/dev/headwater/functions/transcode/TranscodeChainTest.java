package dev.headwater.functions.transcode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.aws.StubMediaConvert;
import dev.headwater.aws.StubOrder.Made;
import dev.headwater.aws.StubOrder.MadeRendition;
import dev.headwater.aws.StubOrder.MadeSegment;
import dev.headwater.aws.StubOrder.Unreadable;
import dev.headwater.aws.client.AwsAccess;
import dev.headwater.aws.client.AwsClients;
import dev.headwater.aws.transcode.MediaConvertJobs;
import dev.headwater.aws.transcode.TranscodePlace;
import dev.headwater.core.TestClock;
import dev.headwater.core.catalog.Details;
import dev.headwater.core.catalog.Listed;
import dev.headwater.core.catalog.Movie;
import dev.headwater.core.catalog.Movies;
import dev.headwater.core.media.Ladder;
import dev.headwater.core.media.Rendition;
import dev.headwater.core.media.Source;
import dev.headwater.core.store.InMemoryObjectStore;
import dev.headwater.core.store.InMemorySecretStore;
import dev.headwater.core.store.InMemoryTableStore;
import dev.headwater.core.store.ObjectMeta;
import dev.headwater.core.store.Tables;
import dev.headwater.core.vod.Asset;
import dev.headwater.core.vod.Assets;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** From the clock to a title that is ready, by the events a MediaConvert would send. */
class TranscodeChainTest {
    private static final int GOOD = 1;
    private static final int CORRUPT = 2;

    private final TestClock clock = TestClock.fixed();
    private final InMemoryObjectStore media = new InMemoryObjectStore(clock);
    private final InMemoryObjectStore uploads = new InMemoryObjectStore(clock);
    private final Tables tables =
            new Tables(new InMemoryTableStore(), new InMemoryTableStore(), new InMemoryTableStore());
    private final Assets assets = new Assets(tables.catalog(), clock);
    private final InMemorySecretStore secrets = new InMemorySecretStore();

    @Test
    void eventsMakeTitlesReadyOrSayWhyNot() throws IOException {
        film(GOOD, new byte[] {1});
        film(CORRUPT, new byte[0]);
        TranscodePlace place = new TranscodePlace("arn:aws:iam::1:role/r", "arn:aws:q", "media", "uploads");
        try (StubMediaConvert service =
                        new StubMediaConvert(Map.of("media", media, "uploads", uploads), TranscodeChainTest::made);
                AwsClients clients = new AwsClients(AwsAccess.of(Map.of(
                        "AWS_ACCESS_KEY_ID", "any",
                        "AWS_SECRET_ACCESS_KEY", "any",
                        "AWS_ENDPOINT_URL_MEDIACONVERT", service.endpoint().toString())))) {
            TranscodeFunction function = CloudTranscoding.over(
                    tables,
                    media,
                    uploads,
                    secrets,
                    new MediaConvertJobs(clients.mediaConvert(), place),
                    clock,
                    new Random(3));
            handle(function, "{\"source\":\"headwater.reconcile\"}");
            assertThat(service.refusals()).isEmpty();
            service.work();
            for (String event : service.events().reversed()) {
                handle(function, event);
            }
            Asset ready = assets.find(GOOD).orElseThrow();
            assertThat(ready.state()).isEqualTo(Asset.State.READY);
            for (String event : service.events()) {
                handle(function, event);
            }
            assertThat(assets.find(GOOD)).contains(ready);
            assertThat(assets.find(CORRUPT).orElseThrow().error()).contains("error 1010");
        }
    }

    private void film(int id, byte[] file) {
        Source source = new Source("upload:" + "%024x".formatted(id));
        uploads.put("uploads/" + source.rest(), file, new ObjectMeta("application/octet-stream", null, null));
        new Movies(tables.catalog())
                .save(new Movie(id, Listed.plain("Film " + id, 1, clock.instant()), Details.NONE, source));
        assets.want(id);
    }

    private static Made made(byte[] file, Ladder ladder) throws Unreadable {
        if (file.length == 0) {
            throw new Unreadable("Failed probe/open: [No parser found for container]");
        }
        return new Made(
                ladder.rungs().stream()
                        .map(rung -> new MadeRendition(
                                new Rendition(rung.name(), "avc1.4d401f", rung.width(), rung.height(), 25, 1, 1),
                                List.of(new MadeSegment(2000, new byte[10]))))
                        .toList(),
                file);
    }

    private static void handle(TranscodeFunction function, String event) throws IOException {
        function.handle(new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)), new ByteArrayOutputStream());
    }
}
