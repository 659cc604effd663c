package dev.headwater.core.playback.session;

import static dev.headwater.core.playback.session.Admission.Reason.DEAD;
import static dev.headwater.core.playback.session.Admission.Reason.IN_USE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.core.account.ClientIdentity;
import dev.headwater.core.account.ConnectionLimit;
import dev.headwater.core.playback.session.Admission.Admitted;
import dev.headwater.core.playback.session.Admission.Reason;
import dev.headwater.core.playback.session.Admission.Refused;
import dev.headwater.core.playback.session.LineSessions.Request;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** How films hold connections; sessions are named after their devices as in {@link AdmissionsTest}. */
class FilmAdmissionsTest {
    private static final Instant T0 = Instant.parse("2026-11-20T14:00:00Z");
    private static final Hold LIVE = Hold.live(2);
    private static final Hold VOD = Hold.vod(2);
    private static final Hold FILE = Hold.file(Duration.ofMinutes(90));
    private static final int OVERLAP = 5;

    private LineSessions sessions = LineSessions.NONE;
    private ConnectionLimit limit = ConnectionLimit.of(1);
    private Instant now = T0;

    @Test
    void aFilmInSegmentsHoldsItsConnectionForTwoMinutes() {
        admits("a1", VOD);
        LineSessions first = sessions;
        at(48);
        admits("a1", VOD);
        assertThat(sessions).isSameAs(first);
        at(49);
        admits("a1", VOD);
        at(168);
        assertLive("a1");
        at(169);
        assertLive();
    }

    @Test
    void ofTwoSilentSessionsTheLiveOneGoes() {
        limit = ConnectionLimit.of(2);
        admits("a-live", LIVE);
        at(1);
        admits("a-film", VOD);
        at(2);
        admits("a-new", LIVE);
        at(2 + OVERLAP);
        admits("a-new", LIVE);
        assertLive("a-film", "a-new");
    }

    @Test
    void aFileIsOneSessionHoweverOftenItIsAskedForAndLastsAsLongAsTheFilm() {
        limit = ConnectionLimit.of(2);
        admits("a-file", FILE);
        for (int second = 1; second < 5; second++) {
            at(second);
            assertThat(admits("a-file", FILE)).isTrue();
            assertLive("a-file");
        }
        at(90 * 60);
        assertLive("a-file");
        at(90 * 60 + 1);
        assertLive();
    }

    @Test
    void aDeviceThatBeginsSomethingElseHasLeftItsFile() {
        limit = ConnectionLimit.of(3);
        admits("a-file", FILE);
        admits("b-file", FILE);
        at(1);
        assertThat(admits("a-live", LIVE)).isTrue();
        assertLive("b-file", "a-live");
        at(2);
        assertThat(admits("a-other", FILE)).isTrue();
        assertLive("b-file", "a-live", "a-other");
    }

    @Test
    void andMayComeBackToItAtOnce() {
        admits("a-file", FILE);
        at(1);
        assertThat(admits("a-live", LIVE)).isTrue();
        at(2);
        assertThat(admits("a-file", FILE)).isTrue();
        at(2 + OVERLAP);
        assertThat(admits("a-file", FILE)).isTrue();
        assertLive("a-file");
    }

    @Test
    void aFileThatIsNeverAskedForAgainIsNoSilentNewcomer() {
        admits("a-live", LIVE);
        at(2);
        admits("a-file", FILE);
        at(3);
        admits("a-live", LIVE);
        at(2 + OVERLAP);
        assertLive("a-file");
    }

    @Test
    void anotherDevicePutsAFileOutWhichMayNotComeBackForAMinute() {
        admits("a-file", FILE);
        at(5);
        assertThat(admits("b-live", LIVE)).isTrue();
        assertLive("b-live");
        at(6);
        assertThat(refusal("a-file", FILE)).isEqualTo(IN_USE);
        at(66);
        assertThat(admits("a-file", FILE)).isTrue();
    }

    @Test
    void aKickedFileIsOutForAWhile() {
        admits("a-file", FILE);
        sessions = sessions.close("a-file", now);
        at(89);
        assertThat(refusal("a-file", FILE)).isEqualTo(DEAD);
        at(90);
        assertThat(admits("a-file", FILE)).isTrue();
    }

    private void at(int seconds) {
        now = T0.plusSeconds(seconds);
    }

    private boolean admits(String id, Hold hold) {
        return admit(id, hold) instanceof Admitted;
    }

    private Reason refusal(String id, Hold hold) {
        Admission admission = admit(id, hold);
        assertThat(admission).isInstanceOf(Refused.class);
        return ((Refused) admission).reason();
    }

    private Admission admit(String id, Hold hold) {
        String device = id.substring(0, 1);
        ClientIdentity client = new ClientIdentity("192.0.2." + (int) device.charAt(0), device);
        Admission admission = Admissions.admit(sessions, new Request(id, 1, client, hold, now), limit, now);
        sessions = admission.next();
        return admission;
    }

    private void assertLive(String... ids) {
        assertThat(Admissions.settle(sessions, limit, now).live(now))
                .extracting(Session::id)
                .containsExactlyInAnyOrder(ids);
    }
}
