package dev.headwater.functions.transcode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headwater.core.TestClock;
import dev.headwater.core.catalog.Details;
import dev.headwater.core.catalog.Listed;
import dev.headwater.core.catalog.Movie;
import dev.headwater.core.catalog.Movies;
import dev.headwater.core.hls.keys.ContentKey;
import dev.headwater.core.media.Source;
import dev.headwater.core.store.Body;
import dev.headwater.core.store.Condition;
import dev.headwater.core.store.InMemoryObjectStore;
import dev.headwater.core.store.InMemorySecretStore;
import dev.headwater.core.store.InMemoryTableStore;
import dev.headwater.core.store.Key;
import dev.headwater.core.store.StoreException;
import dev.headwater.core.store.TableStore;
import dev.headwater.core.store.Tables;
import dev.headwater.core.vod.Asset;
import dev.headwater.core.vod.Assets;
import dev.headwater.core.vod.TranscodeJobs;
import dev.headwater.core.vod.TranscodeOrder;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TranscodeFunctionTest {
    private static final int FILM = 7;
    private static final String CLOCK = "{\"source\":\"headwater.reconcile\",\"detail-type\":\"Reconcile\"}";
    private static final String UPLOADED = "{\"source\":\"aws.s3\",\"detail-type\":\"Object Created\",\"detail\":"
            + "{\"bucket\":{\"name\":\"uploads\"},\"object\":{\"key\":\"uploads/0123456789abcdef01234567\"}}}";

    private final TestClock clock = TestClock.fixed();
    private final AtomicBoolean isDown = new AtomicBoolean();
    private final Tables tables =
            new Tables(mayBeDown(new InMemoryTableStore()), new InMemoryTableStore(), new InMemoryTableStore());
    private final Assets assets = new Assets(tables.catalog(), clock);
    private final List<TranscodeOrder> asked = new ArrayList<>();
    private final TranscodeFunction function = CloudTranscoding.over(
            tables,
            new InMemoryObjectStore(clock),
            new InMemoryObjectStore(clock),
            new InMemorySecretStore(),
            new Service(),
            clock,
            new Random(1));

    private TableStore mayBeDown(TableStore store) {
        return (TableStore) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {TableStore.class}, (proxy, method, arguments) -> {
                    if (isDown.get()) {
                        throw new StoreException("the table is down");
                    }
                    return method.invoke(store, arguments);
                });
    }

    private final class Service implements TranscodeJobs {
        @Override
        public Submitted submit(TranscodeOrder order, @Nullable ContentKey key) {
            asked.add(order);
            return new Submitted.Accepted("1671476818694-phptj0");
        }

        @Override
        public JobState find(String job) {
            return new JobState.Unknown();
        }
    }

    @BeforeEach
    void film() {
        new Movies(tables.catalog())
                .save(new Movie(
                        FILM,
                        Listed.plain("A film", 1, clock.instant()),
                        Details.NONE,
                        new Source("upload:0123456789abcdef01234567")));
        assets.want(FILM);
    }

    private String handled(String event) throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        function.handle(new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)), answer);
        return answer.toString(StandardCharsets.UTF_8);
    }

    private static String batch(String... bodies) {
        StringBuilder records = new StringBuilder("{\"Records\":[");
        for (int i = 0; i < bodies.length; i++) {
            records.append(i == 0 ? "" : ",")
                    .append("{\"messageId\":\"m")
                    .append(i)
                    .append("\",\"body\":\"")
                    .append(bodies[i].replace("\\", "\\\\").replace("\"", "\\\""))
                    .append("\"}");
        }
        return records.append("]}").toString();
    }

    private static String event(String status, String more) {
        return "{\"version\":\"0\",\"detail-type\":\"MediaConvert Job State Change\",\"source\":\"aws.mediaconvert\","
                + "\"detail\":{\"jobId\":\"1671476818694-phptj0\",\"status\":\"" + status
                + "\",\"userMetadata\":{\"content\":\"7\",\"fence\":\"1\"}" + more + "}}";
    }

    private Asset asset() {
        return assets.find(FILM).orElseThrow();
    }

    @Test
    void nothingIsDoneWhileARestoreGoesOn() throws IOException {
        tables.accounts().put(new Key("RESTORING", "RESTORING"), Body.of(1, "{}"), Condition.always());
        handled("{\"source\":\"headwater.reconcile\"}");
        assertThat(asked).isEmpty();
    }

    @Test
    void theClockSendsWhatWaits() throws IOException {
        assertThat(handled(CLOCK)).isEqualTo("{\"batchItemFailures\":[]}");
        assertThat(asked).singleElement().extracting(TranscodeOrder::content).isEqualTo(FILM);
        handled(CLOCK);
        assertThat(asked).hasSize(1);
    }

    @Test
    void anUploadDoesToo() throws IOException {
        handled(batch(UPLOADED, UPLOADED));
        assertThat(asked).hasSize(1);
    }

    @Test
    void whatTheServiceTellsIsHeard() throws IOException {
        handled(CLOCK);
        handled(event("STATUS_UPDATE", ",\"jobProgress\":{\"jobPercentComplete\":34}"));
        assertThat(asset().percent()).isEqualTo(34);
        String error = event("ERROR", ",\"errorCode\":1010,\"errorMessage\":\"No parser found\"");
        assertThat(handled(batch(error, error))).isEqualTo("{\"batchItemFailures\":[]}");
        assertThat(asset().error())
                .isEqualTo("MediaConvert can make nothing of the file (error 1010): No parser found");
    }

    @Test
    void whatIsNotOursIsPassedOver() throws IOException {
        handled(CLOCK);
        String stranger = event("COMPLETE", "").replace("\"content\":\"7\",", "");
        assertThat(handled(batch("{\"source\":\"aws.ec2\"}", stranger))).isEqualTo("{\"batchItemFailures\":[]}");
        assertThat(asset().state()).isEqualTo(Asset.State.PREPARING);
    }

    @Test
    void whatIsNoEventComesAgainUntilItIsPutAside() throws IOException {
        assertThat(handled(batch(CLOCK, "{", "[]")))
                .isEqualTo("{\"batchItemFailures\":[{\"itemIdentifier\":\"m1\"},{\"itemIdentifier\":\"m2\"}]}");
        assertThat(handled(batch("{\"a\":".repeat(100) + "1" + "}".repeat(100))))
                .contains("m0");
        assertThatThrownBy(() -> handled("no json")).isInstanceOf(IOException.class);
    }

    @Test
    void aStoreAtFaultHasTheMessageComeAgain() throws IOException {
        handled(CLOCK);
        isDown.set(true);
        assertThat(handled(batch(event("STATUS_UPDATE", "")))).contains("m0");
    }
}
