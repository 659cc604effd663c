package dev.headwater.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headwater.core.account.Line;
import dev.headwater.core.admin.Role;
import dev.headwater.core.hls.Heartbeat;
import dev.headwater.core.hls.Heartbeats;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Takedowns, a subscriber's data, settings, workers and backups over the admin API. */
abstract class AdminRestSuite extends AdminSuite {
    private static final String RESELLER = AdminKeys.of(Role.RESELLER);

    @Test
    void whatIsErasedStaysInTheAuditLogByItsIdAlone() {
        assertThat(post(OWNER, "/lines", "{\"name\":\"anna\"}").status()).isEqualTo(201);
        assertThat(post(OWNER, "/lines", "{\"name\":\"bert\"}").status()).isEqualTo(201);
        int id = get(OWNER, "/lines/anna").json().path("id").asInt();
        assertThat(patch(OWNER, "/lines/anna", "{\"connections\":3}").status()).isEqualTo(200);
        JsonNode export = get(OWNER, "/lines/anna/export").json();
        assertThat(export.at("/line/name").asText()).isEqualTo("anna");
        assertThat(export.path("traces"))
                .filteredOn(trace -> trace.path("kind").asText().equals("audit"))
                .extracting(trace -> trace.path("what").asText())
                .containsExactlyInAnyOrder("line.add", "line.set");
        assertThat(post(OWNER, "/lines/anna/erase", "{}").json().path("id").asInt())
                .isEqualTo(id);
        assertThat(get(OWNER, "/lines/anna").status()).isEqualTo(404);
        String log = get(OWNER, "/audit").text();
        assertThat(log)
                .doesNotContain("anna")
                .contains("bert", "line.erase", "line.set", "line.export")
                .contains("\"target\":\"#" + id + "\"");
    }

    @Test
    void anEarlierLineOfTheNameIsAnothers() {
        post(OWNER, "/lines", "{\"name\":\"anna\"}");
        delete(OWNER, "/lines/anna");
        post(OWNER, "/lines", "{\"name\":\"anna\"}");
        assertThat(get(OWNER, "/lines/anna/export").json().path("traces")).hasSize(1);
        post(OWNER, "/lines/anna/erase", "{}");
        assertThat(get(OWNER, "/audit?target=anna").json().path("items")).hasSize(2);
    }

    @Test
    void aResellerExportsAndErasesOwnLinesAlone() {
        Fill fill = new Fill(headend);
        Line theirs = fill.line("theirs", "secret-of-theirs");
        fill.line("own", "secret-of-own", line -> line.ownedBy(AdminKeys.RESELLER));
        assertThat(get(RESELLER, "/lines/theirs/export").status()).isEqualTo(404);
        assertThat(post(RESELLER, "/lines/theirs/erase", "{}").status()).isEqualTo(404);
        assertThat(headend.lines().findByName("theirs")).contains(theirs);
        assertThat(get(RESELLER, "/lines/own/export").status()).isEqualTo(200);
        assertThat(post(RESELLER, "/lines/own/erase", "{}").status()).isEqualTo(200);
        assertThat(headend.lines().findByName("own")).isEmpty();
    }

    @Test
    void settingsChangeWhereNobodyElseChangedThem() {
        String etag = get(OWNER, "/settings").header("ETag").orElseThrow();
        assertThat(patch(OWNER, "/settings", "{\"auditDays\":0}")
                        .json()
                        .path("field")
                        .asText())
                .isEqualTo("auditDays");
        assertThat(patch(OWNER, "/settings", "{\"serviceName\":\"Our TV\"}")
                        .json()
                        .path("auditDays")
                        .asInt())
                .isEqualTo(365);
        Reply late =
                send(json("PATCH", OWNER, "/settings", "{\"auditDays\":30}").with("If-Match", etag));
        assertThat(late.status()).isEqualTo(412);
        assertThat(get(OWNER, "/settings").json().path("serviceName").asText()).isEqualTo("Our TV");
    }

    @Test
    void workersAreShownWhileTheyAreHeardOf() {
        assertThat(get(OWNER, "/workers").json().path("total").asInt()).isZero();
        Instant now = headend.clock().instant();
        new Heartbeats(headend.stores().sessions(), headend.clock())
                .beat(new Heartbeat(
                        "box-1", "box", now, 4, 1.01, 2, List.of(3, 5), 2, false, true, now.plusSeconds(5)));
        JsonNode worker = get(OWNER, "/workers").json().path("items").path(0);
        assertThat(worker.path("name").asText()).isEqualTo("box-1");
        assertThat(worker.path("host").asText()).isEqualTo("box");
        assertThat(worker.path("cpu").asInt()).isEqualTo(25);
        assertThat(worker.path("cores").asDouble()).isEqualTo(4);
        assertThat(worker.path("channels").asInt()).isEqualTo(2);
        assertThat(worker.path("draining").asBoolean()).isTrue();
        headend.clock().advance(Duration.ofSeconds(5));
        assertThat(get(OWNER, "/workers").json().path("total").asInt()).isZero();
    }

    @Test
    void aBackupIsFetchedByTheIdOfItsJob() {
        assertThat(post(OWNER, "/backups", "{\"file\":\"/tmp/x\"}").status()).isEqualTo(403);
        String id = post(OWNER, "/backups", "{\"passphrase\":\"correct horse\"}")
                .json()
                .path("id")
                .asText();
        JsonNode job = get(OWNER, "/jobs/" + id).json();
        assertThat(job.at("/result/encrypted").asBoolean()).isTrue();
        assertThat(get(AdminKeys.of(Role.OPERATOR), "/backups/" + id).status()).isEqualTo(403);
        Reply file = get(OWNER, "/backups/" + id);
        assertThat(file.status()).isEqualTo(200);
        assertThat(file.header("Cache-Control")).hasValue("no-store");
        assertThat(file.body()).isEqualTo((id + WrittenBackups.LINE).getBytes(StandardCharsets.UTF_8));
        assertThat(delete(OWNER, "/backups/" + id).status()).isEqualTo(200);
        assertThat(get(OWNER, "/backups/" + id).status()).isEqualTo(404);
        assertThat(headend.audited()).contains("backup.start", "backup.fetch", "backup.remove");
        assertThat(get(OWNER, "/audit").text()).doesNotContain("correct horse");
    }

    @Test
    void aTakedownIsOrderedAndLifted() {
        int channel = post(OWNER, "/channels", "{\"name\":\"One\",\"sources\":[\"testcard:\"]}")
                .json()
                .path("id")
                .asInt();
        String order = "{\"kind\":\"channel\",\"content\":%d,\"reason\":\"licence disputed\"}".formatted(channel);
        Reply made = post(OWNER, "/takedowns", order);
        assertThat(made.status()).isEqualTo(201);
        assertThat(post(OWNER, "/takedowns", order).status()).isEqualTo(409);
        String id = made.json().path("id").asText();
        assertThat(get(AdminKeys.of(Role.SUPPORT), "/takedowns/" + id)
                        .json()
                        .path("reason")
                        .asText())
                .isEqualTo("licence disputed");
        assertThat(headend.takedowns().streams()).contains(channel);
        assertThat(delete(OWNER, "/takedowns/" + id).json().path("liftedBy").asText())
                .isNotEmpty();
        assertThat(delete(OWNER, "/takedowns/" + id).status()).isEqualTo(409);
    }

    @Test
    void aGuideIdIsChosenForAChannel() {
        int channel = post(OWNER, "/channels", "{\"name\":\"One\",\"sources\":[\"testcard:\"]}")
                .json()
                .path("id")
                .asInt();
        assertThat(get(OWNER, "/guide/mapping/" + channel).json().path("how").asText())
                .isEqualTo("unknown");
        Reply chosen = send(json("PUT", OWNER, "/guide/mapping/" + channel, "{\"guideId\":\"one.example\"}"));
        assertThat(chosen.json().path("how").asText()).isEqualTo("chosen");
        assertThat(get(OWNER, "/guide/mapping?how=chosen").json().path("total").asInt())
                .isEqualTo(1);
        assertThat(headend.channels().find(channel).orElseThrow().guideId()).isEqualTo("one.example");
        assertThat(get(OWNER, "/guide/mapping/999999").status()).isEqualTo(404);
    }
}
