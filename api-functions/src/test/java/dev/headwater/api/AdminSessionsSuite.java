package dev.headwater.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headwater.core.account.ClientIdentity;
import dev.headwater.core.account.Line;
import dev.headwater.core.admin.Role;
import dev.headwater.core.playback.session.Hold;
import dev.headwater.core.playback.session.LineSessions;
import org.junit.jupiter.api.Test;

/** What plays, over the admin API. */
abstract class AdminSessionsSuite extends AdminSuite {
    private static final String RESELLER = AdminKeys.of(Role.RESELLER);

    @Test
    void aResellerSeesAndEndsOnlyWhatOwnLinesPlay() {
        Fill fill = new Fill(headend);
        Line theirs = fill.line("theirs", "secret-of-theirs");
        Line own = fill.line("own", "secret-of-own", line -> line.ownedBy(AdminKeys.RESELLER));
        plays(theirs);
        plays(own);
        assertThat(get(OWNER, "/sessions").json().path("total").asInt()).isEqualTo(2);
        JsonNode seen = get(RESELLER, "/sessions").json().path("items");
        assertThat(seen).extracting(s -> s.path("line").asText()).containsExactly("own");
        String foreign = get(OWNER, "/sessions?line=theirs")
                .json()
                .path("items")
                .path(0)
                .path("id")
                .asText();
        assertThat(delete(RESELLER, "/sessions/" + foreign).status()).isEqualTo(404);
        assertThat(delete(RESELLER, "/sessions/" + seen.path(0).path("id").asText())
                        .status())
                .isEqualTo(200);
        assertThat(get(OWNER, "/sessions").json().path("total").asInt()).isEqualTo(1);
    }

    private void plays(Line line) {
        headend.sessions()
                .admit(
                        line.id(),
                        new LineSessions.Request(
                                "session-of-" + line.name(),
                                1,
                                new ClientIdentity("192.0.2.1", "player"),
                                Hold.live(2),
                                headend.clock().instant()),
                        line.limit());
    }
}
