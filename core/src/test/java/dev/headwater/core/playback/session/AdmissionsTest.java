package dev.headwater.core.playback.session;

import static dev.headwater.core.playback.session.Admission.Reason.DEAD;
import static dev.headwater.core.playback.session.Admission.Reason.FULL;
import static dev.headwater.core.playback.session.Admission.Reason.IN_USE;
import static dev.headwater.core.playback.session.Admission.Reason.PUT_OUT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.core.account.ClientIdentity;
import dev.headwater.core.account.ConnectionLimit;
import dev.headwater.core.account.ConnectionLimit.WhenFull;
import dev.headwater.core.playback.session.Admission.Admitted;
import dev.headwater.core.playback.session.Admission.Reason;
import dev.headwater.core.playback.session.Admission.Refused;
import dev.headwater.core.playback.session.LineSessions.Request;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Each rule of who holds a connection, with sessions named after their devices: a1 and a2 are of device a. */
class AdmissionsTest {
    private static final Instant T0 = Instant.parse("2026-11-20T14:00:00Z");
    private static final int REFRESH = 2;
    private static final int OVERLAP = 2 * REFRESH + 1;

    private LineSessions sessions = LineSessions.NONE;
    private ConnectionLimit limit = ConnectionLimit.of(1);
    private Instant now = T0;

    @Test
    void aNewTicketTakesAConnectionAndAnOldOneDoesNot() {
        limit = ConnectionLimit.of(5);
        at(59);
        assertThat(admits("a1", T0)).isTrue();
        at(60);
        assertThat(refusal("b1", T0)).isEqualTo(DEAD);
    }

    @Test
    void aLeaseIsRenewedOnlyWhenLessThanEighteenSecondsRemain() {
        admits("a1", T0);
        LineSessions first = sessions;
        at(12);
        admits("a1", T0);
        assertThat(sessions).isSameAs(first);
        at(13);
        admits("a1", T0);
        at(42);
        assertLive("a1");
        at(43);
        assertLive();
    }

    @Test
    void aPlayerThatPausedComesBackWithItsOldTicket() {
        admits("a1", T0);
        at(3600);
        assertThat(admits("a1", T0)).isTrue();
        assertThat(sessions.live(now))
                .singleElement()
                .extracting(Session::startedAt)
                .isEqualTo(now);
    }

    @Test
    void aLapsedEntryComesBackAsANewcomerWould() {
        admits("a1", T0);
        at(60);
        admits("b1");
        at(61);
        assertThat(admits("a1", T0)).as("b is put out").isTrue();
        assertLive("a1");
        assertThat(refusal("b1", T0)).isEqualTo(PUT_OUT);
    }

    @Test
    void aDeviceThatZapsIsLetInAtOnceAndItsSilentSessionGoes() {
        limit = ConnectionLimit.of(2);
        admits("a1");
        at(1);
        admits("b1");
        at(2);
        assertThat(admits("a2")).isTrue();
        assertLive("a1", "b1", "a2");
        at(4);
        admits("b1", T0);
        at(2 + OVERLAP);
        admits("a2", T0);
        assertLive("b1", "a2");
        assertThat(refusal("a1", T0)).isEqualTo(PUT_OUT);
        assertThat(sessions.anyPutOut(now))
                .as("making room for oneself is not being put out")
                .isFalse();
    }

    @Test
    void ofTwoSilentSessionsTheLatestStartedGoes() {
        limit = ConnectionLimit.of(2);
        admits("a1");
        at(1);
        admits("a2");
        at(2);
        admits("a3");
        at(2 + OVERLAP);
        admits("a3", T0);
        assertLive("a1", "a3");
    }

    @Test
    void whoZapsOnDuringAnOverlapReplacesItsSuccessor() {
        admits("a1");
        at(1);
        admits("a2");
        at(2);
        assertThat(admits("a3")).isTrue();
        assertLive("a1", "a3");
        at(1 + OVERLAP);
        admits("a3", T0);
        assertLive("a3");
    }

    @Test
    void ofTwoPlayersOnOneDeviceTheOtherIsNeverInterruptedHoweverOftenOneZaps() {
        limit = ConnectionLimit.of(2);
        admits("a-steady", T0);
        for (int zap = 0; zap < 10; zap++) {
            for (int second = 0; second < 6; second++) {
                at(zap * 6 + second);
                assertThat(admits("a-zapping" + zap, T0.plusSeconds(zap * 6L))).isTrue();
                if (second % REFRESH == 1) {
                    assertThat(admits("a-steady", T0)).as("after %d zaps", zap).isTrue();
                }
            }
        }
        assertThat(sessions.live(now)).extracting(Session::id).contains("a-steady", "a-zapping9");
    }

    @Test
    void whereNobodyIsSilentTheDevicesOldestGoesAndTheSecondTimeTheNewcomer() {
        admits("a1");
        at(1);
        admits("a2");
        at(3);
        admits("a1", T0);
        admits("a2", T0);
        at(1 + OVERLAP);
        assertThat(refusal("a1", T0)).isEqualTo(PUT_OUT);
        assertLive("a2");
        at(10);
        admits("a3");
        at(12);
        admits("a2", T0);
        admits("a3", T0);
        at(10 + OVERLAP);
        assertThat(refusal("a3", T0)).isEqualTo(PUT_OUT);
        assertLive("a2");
    }

    @Test
    void aNewcomerThatAsksOnceAndGoesAwayPutsNobodyOut() {
        admits("a1");
        at(1);
        admits("a2");
        at(3);
        admits("a1", T0);
        at(1 + OVERLAP);
        assertThat(admits("a1", T0)).isTrue();
        assertLive("a1");
    }

    @Test
    void anotherDevicePutsOutItsOwnAddressFirstAndThenTheOldest() {
        limit = ConnectionLimit.of(2);
        admits("a1");
        at(1);
        admit("b1", device("b", "198.51.100.7"), now);
        at(2);
        assertThat(admit("c1", device("c", "198.51.100.7"), now)).isInstanceOf(Admitted.class);
        assertLive("a1", "c1");
        at(3);
        assertThat(admit("d1", device("d", "203.0.113.9"), now)).isInstanceOf(Admitted.class);
        assertLive("c1", "d1");
    }

    @Test
    void whoWasPutOutWaitsAMinuteAndThereIsNoWar() {
        admits("a1");
        at(5);
        admits("b1");
        at(6);
        assertThat(refusal("a1", T0)).isEqualTo(PUT_OUT);
        assertThat(refusal("a2", now)).isEqualTo(IN_USE);
        admits("b1", T0);
        for (int second = 10; second < 65; second += 10) {
            at(second);
            admits("b1", T0);
            assertThat(refusal("a2", now)).isEqualTo(IN_USE);
        }
        at(65);
        assertThat(admits("a3")).isTrue();
    }

    @Test
    void aFreeConnectionIsTakenEvenByWhoWasPutOut() {
        admits("a1");
        at(5);
        admits("b1");
        sessions = sessions.close("b1", now);
        assertThat(admits("a2")).isTrue();
    }

    @Test
    void aLineMayRefuseInstead() {
        limit = new ConnectionLimit(1, WhenFull.REFUSE);
        admits("a1");
        at(5);
        assertThat(refusal("b1", now)).isEqualTo(FULL);
        assertThat(admits("a2")).as("a device still zaps").isTrue();
        at(5 + OVERLAP);
        admits("a2", T0);
        assertLive("a2");
        at(20);
        admits("a3");
        at(22);
        admits("a2", T0);
        at(20 + OVERLAP);
        assertThat(refusal("a3", T0)).as("both really played").isEqualTo(PUT_OUT);
    }

    @Test
    void aClosedSessionsTicketIsDead() {
        admits("a1");
        sessions = sessions.close("a1", now);
        at(2);
        assertThat(refusal("a1", T0)).isEqualTo(DEAD);
        at(7200);
        assertThat(refusal("a1", T0)).isEqualTo(DEAD);
    }

    @Test
    void aLoweredLimitBitesAtTheNextRequest() {
        limit = ConnectionLimit.of(2);
        admits("a1");
        at(1);
        admits("b1");
        limit = ConnectionLimit.of(1);
        at(2);
        assertThat(refusal("a1", T0)).isEqualTo(PUT_OUT);
        assertThat(admits("b1", T0)).isTrue();
        assertLive("b1");
    }

    @Test
    void duringOneDevicesOverlapAnotherMakesRoomForItselfAtOnce() {
        limit = ConnectionLimit.of(2);
        admits("a1");
        at(1);
        admits("b1");
        at(2);
        admits("a2");
        at(3);
        assertThat(admits("b2")).isTrue();
        assertLive("a1", "a2", "b2");
    }

    @Test
    void everythingRememberedStaysBounded() {
        for (int i = 0; i < 2000; i++) {
            now = T0.plusMillis(i);
            admit("s" + i, device("device" + i, "192.0.2.1"), now);
        }
        assertThat(sessions.closed()).hasSizeLessThanOrEqualTo(500);
        assertThat(sessions.putOut()).hasSizeLessThanOrEqualTo(50);
        limit = ConnectionLimit.of(3);
        for (int i = 0; i < 100; i++) {
            at(100 + i * 40);
            admits("s" + i);
        }
        assertThat(sessions.entries()).hasSizeLessThanOrEqualTo(3 + 16);
    }

    private void at(int seconds) {
        now = T0.plus(Duration.ofSeconds(seconds));
    }

    private boolean admits(String id) {
        return admits(id, now);
    }

    private boolean admits(String id, Instant ticketIssued) {
        return admit(id, device(id.substring(0, 1), "192.0.2." + (int) id.charAt(0)), ticketIssued) instanceof Admitted;
    }

    private Reason refusal(String id, Instant ticketIssued) {
        Admission admission = admit(id, device(id.substring(0, 1), "192.0.2." + (int) id.charAt(0)), ticketIssued);
        assertThat(admission).isInstanceOf(Refused.class);
        return ((Refused) admission).reason();
    }

    private Admission admit(String id, ClientIdentity device, Instant ticketIssued) {
        Admission admission =
                Admissions.admit(sessions, new Request(id, 1, device, Hold.live(REFRESH), ticketIssued), limit, now);
        sessions = admission.next();
        return admission;
    }

    private static ClientIdentity device(String name, String address) {
        return new ClientIdentity(address, name);
    }

    private void assertLive(String... ids) {
        assertThat(Admissions.settle(sessions, limit, now).live(now))
                .extracting(Session::id)
                .containsExactlyInAnyOrder(ids);
    }
}
