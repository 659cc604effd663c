package dev.headwater.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headwater.core.admin.Role;
import org.junit.jupiter.api.Test;

/** Uploads and imports over the admin API: files come from elsewhere, never off the server's disk. */
abstract class AdminUploadsSuite extends AdminSuite {
    private static final String OPERATOR = AdminKeys.of(Role.OPERATOR);
    private static final int LARGE = 300_000;
    /** 18 MB: more than is ever held in memory. */
    private static final int FILLERS = 2_000_000;

    @Test
    void aServerThatHoldsWholeBodiesTakesNoFile() {
        assumeFalse(door.streams());
        assertThat(put(announce("list.m3u", 5).path("url").asText(), "12345").status())
                .isIn(404, 405);
    }

    @Test
    void aFileIsAnnouncedSentAndImported() {
        assumeTrue(door.streams());
        String list = "#EXTM3U\n#EXTINF:-1 group-title=\"News\",One\nhttp://cdn.example/one.m3u8\n"
                + "# filler\n".repeat(FILLERS);
        JsonNode upload = announce("list.m3u", list.length());
        assertThat(upload.path("method").asText()).isEqualTo("PUT");
        Reply early = startImport("upload:" + upload.path("id").asText());
        assertThat(early.status()).as(early.text()).isEqualTo(422);
        Reply sent = put(upload.path("url").asText(), list);
        assertThat(sent.status()).as(sent.text()).isEqualTo(200);
        assertThat(sent.json().path("state").asText()).isEqualTo("ready");
        Reply begun = startImport("upload:" + upload.path("id").asText());
        assertThat(begun.status()).as(begun.text()).isEqualTo(202);
        JsonNode ended = ended(begun.json().path("id").asText());
        assertThat(ended.path("state").asText()).as(ended.toString()).isEqualTo("done");
        assertThat(ended.path("result").path("found").path("added").asInt()).isEqualTo(1);
        assertThat(get(OWNER, "/imports/m3u-list.m3u").json().path("state").asText())
                .isEqualTo("done");
    }

    @Test
    void aFileThatIsNotAsLongAsAnnouncedIsNotTaken() {
        assumeTrue(door.streams());
        JsonNode upload = announce("list.m3u", 10);
        String url = upload.path("url").asText();
        assertThat(put(url, "12345").status()).isEqualTo(422);
        assertThat(put(url, "1".repeat(11)).status()).isEqualTo(422);
        Reply whole = put(url, "1234567890");
        assertThat(whole.status()).as(whole.text()).isEqualTo(200);
        assertThat(put(url, "1234567890").status()).isEqualTo(409);
        assertThat(delete(OPERATOR, "/uploads/" + upload.path("id").asText()).status())
                .isEqualTo(200);
        assertThat(get(OPERATOR, "/uploads").json().path("total").asInt()).isZero();
    }

    @Test
    void noFileOfTheServerIsNamedFromElsewhere() {
        for (String source : new String[] {
            "/etc/passwd", "file:/etc/passwd", "FILE:/etc/passwd", "../secret", "upload:../../etc/passwd", "ftp://x/y"
        }) {
            Reply refused = startImport(source);
            assertThat(refused.status()).as(source).isEqualTo(422);
            assertThat(refused.json().path("field").asText()).as(source).isEqualTo("source");
        }
        assertThat(get(OWNER, "/jobs").json().path("total").asInt()).isZero();
    }

    @Test
    void nobodyAnnouncesSoMuchThatOthersCanNot() {
        for (int i = 0; i < 20; i++) {
            announce("list.m3u", 1);
        }
        Reply refused = post(OPERATOR, "/uploads", "{\"name\":\"list.m3u\",\"size\":1}");
        assertThat(refused.status()).as(refused.text()).isEqualTo(409);
        assertThat(post(OWNER, "/uploads", "{\"name\":\"list.m3u\",\"size\":1}").status())
                .isEqualTo(201);
    }

    @Test
    void nobodyFarAwaySendsTheServerIntoItsOwnNetwork() {
        String local = "\"http://127.0.0.1:1/x\",\"allowPrivate\":true}";
        for (String[] ask : new String[][] {
            {"/imports", "{\"kind\":\"m3u\",\"source\":" + local},
            {"/channels", "{\"name\":\"x\",\"sources\":[\"http://127.0.0.1:1/x\"],\"allowPrivate\":true}"},
            {"/movies", "{\"name\":\"x\",\"source\":" + local},
            {"/guide/sources", "{\"name\":\"x\",\"source\":" + local},
        }) {
            Reply refused = post(OWNER, ask[0], ask[1]);
            assertThat(refused.status()).as(ask[0] + refused.text()).isEqualTo(422);
            assertThat(refused.json().path("field").asText()).as(ask[0]).isEqualTo("allowPrivate");
        }
    }

    @Test
    void nothingButAnUploadHasALargeBody() {
        assertThat(post(OWNER, "/lines", "{\"name\":\"" + "a".repeat(LARGE) + "\"}")
                        .status())
                .isEqualTo(413);
    }

    private JsonNode announce(String name, long size) {
        Reply announced = post(OPERATOR, "/uploads", "{\"name\":\"%s\",\"size\":%d}".formatted(name, size));
        assertThat(announced.status()).as(announced.text()).isEqualTo(201);
        return announced.json();
    }

    private Reply put(String url, String content) {
        return send(Ask.of("PUT", url)
                .with("Authorization", "Bearer " + OPERATOR)
                .with("Content-Type", "application/octet-stream")
                .withBody(content));
    }

    private Reply startImport(String source) {
        return post(OPERATOR, "/imports", "{\"kind\":\"m3u\",\"source\":\"%s\"}".formatted(source));
    }

    private JsonNode ended(String id) {
        Reply events = get(OWNER, "/jobs/" + id + "/events");
        assertThat(events.status()).isEqualTo(200);
        assertThat(events.text()).startsWith("event: job");
        return get(OWNER, "/jobs/" + id).json();
    }
}
