package dev.headwater.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headwater.core.account.LineStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The login body, field by field. */
abstract class LoginSuite extends XtreamSuite {
    @Test
    void everyFieldIsThereAndHasItsType() {
        Reply reply = get(login());
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("Content-Type")).hasValue("application/json");
        JsonNode body = reply.json();
        assertThat(body.properties()).extracting(Map.Entry::getKey).containsExactly("user_info", "server_info");
        Census.matches(body.get("user_info"), Census.USER_INFO);
        Census.matches(body.get("server_info"), Census.SERVER_INFO);
    }

    @Test
    void theUserIsTheOneWhoAsked() {
        JsonNode user = user(login());
        assertThat(user.get("username").textValue()).isEqualTo(USER);
        assertThat(user.get("password").textValue()).isEqualTo(PASSWORD);
        assertThat(user.get("auth").intValue()).isEqualTo(1);
        assertThat(user.get("status").textValue()).isEqualTo("Active");
        assertThat(user.get("created_at").textValue()).isEqualTo(seconds(now()));
        assertThat(user.get("allowed_output_formats"))
                .extracting(JsonNode::textValue)
                .containsExactly("m3u8", "ts");
    }

    @Test
    void theServerIsTheHostTheAppCameBy() {
        JsonNode server = get(login()).json().get("server_info");
        assertThat(server.get("url").textValue()).isEqualTo("tv.example");
        assertThat(server.get("port").textValue()).isEqualTo("8080");
        assertThat(server.get("server_protocol").textValue()).isEqualTo("http");
        assertThat(server.get("timezone").textValue()).isEqualTo("UTC");
        assertThat(server.get("timestamp_now").longValue()).isEqualTo(now().getEpochSecond());
        assertThat(server.get("time_now").textValue()).isEqualTo("2026-11-20 14:00:00");
        JsonNode another = send(Ask.get(login()).toHost("192.0.2.7")).json().get("server_info");
        assertThat(another.get("url").textValue()).isEqualTo("192.0.2.7");
        assertThat(another.get("port").textValue()).isEqualTo("80");
    }

    @Test
    void neverIsFarAwayAndStillFits32Bits() {
        long never = Long.parseLong(user(login()).get("exp_date").textValue());
        assertThat(never).isBetween(now().plus(Duration.ofDays(3650)).getEpochSecond(), (long) Integer.MAX_VALUE);
    }

    @Test
    void limitsAndTrialsAreTold() {
        Instant end = now().plusSeconds(86_400);
        fill.line("eve", PASSWORD, line -> line.withAccess(line.bouquets(), 3, end, LineStatus.ACTIVE));
        JsonNode user = user(login("eve", PASSWORD));
        assertThat(user.get("exp_date").textValue()).isEqualTo(seconds(end));
        assertThat(user.get("max_connections").textValue()).isEqualTo("3");
        assertThat(user.get("is_trial").textValue()).isEqualTo("0");
        fill.trial("tom", PASSWORD);
        assertThat(user(login("tom", PASSWORD)).get("is_trial").textValue()).isEqualTo("1");
    }

    @Test
    void aLineThatMayNotWatchIsToldWhyWhateverItAsks() {
        Instant past = now().minusSeconds(1);
        fill.line("banned", PASSWORD, l -> l.withAccess(l.bouquets(), 1, null, LineStatus.BANNED));
        fill.line("disabled", PASSWORD, l -> l.withAccess(l.bouquets(), 1, null, LineStatus.DISABLED));
        fill.line("expired", PASSWORD, l -> l.withAccess(l.bouquets(), 1, past, LineStatus.ACTIVE));
        for (String name : List.of("banned", "disabled", "expired")) {
            for (String action : List.of("", "&action=get_live_streams", "&action=get_live_categories")) {
                JsonNode user = user(login(name, PASSWORD) + action);
                Census.matches(user, Census.USER_INFO);
                assertThat(user.get("auth").intValue()).isEqualTo(1);
                assertThat(user.get("status").textValue()).isEqualToIgnoringCase(name);
            }
        }
    }

    @Test
    void aLineExpiresAtItsMoment() {
        fill.line("eve", PASSWORD, l -> l.withAccess(l.bouquets(), 1, now().plusSeconds(10), LineStatus.ACTIVE));
        headend.clock().advance(Duration.ofSeconds(9));
        assertThat(user(login("eve", PASSWORD)).get("status").textValue()).isEqualTo("Active");
        headend.clock().advance(Duration.ofSeconds(1));
        assertThat(user(login("eve", PASSWORD)).get("status").textValue()).isEqualTo("Expired");
    }

    @Test
    void unknownActionsAreLogins() {
        for (String action :
                List.of("get_account_info", "get_profile", "get_server_info", "", "nonsense", "GET_LIVE_STREAMS")) {
            assertThat(get(action(action)).json())
                    .as(action)
                    .isEqualTo(get(login()).json());
        }
    }

    @Test
    void playbacksAreCounted() {
        int channel = fill.channelOnAir("One").id();
        assertThat(user(login()).get("active_cons").textValue()).isEqualTo("0");
        get(get("/live/ada/s3cret-word/" + channel + ".m3u8").uris().getFirst());
        assertThat(user(login()).get("active_cons").textValue()).isEqualTo("1");
        headend.clock().advance(Duration.ofSeconds(31));
        assertThat(user(login()).get("active_cons").textValue()).isEqualTo("0");
    }

    private JsonNode user(String target) {
        Reply reply = get(target);
        assertThat(reply.status()).isEqualTo(200);
        return reply.json().get("user_info");
    }

    private Instant now() {
        return headend.clock().instant();
    }

    private static String seconds(Instant instant) {
        return Long.toString(instant.getEpochSecond());
    }
}
