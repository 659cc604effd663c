package dev.headwater.core.playback.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.core.account.ClientIdentity;
import dev.headwater.core.playback.session.LineSessions.Admission;
import dev.headwater.core.playback.session.LineSessions.Request;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class LineSessionsTest {
    private static final Instant T0 = Instant.parse("2026-11-20T14:00:00Z");
    private static final ClientIdentity TV = new ClientIdentity("192.0.2.1", "TV");

    private LineSessions sessions = LineSessions.NONE;

    @Test
    void aNewTicketTakesAConnectionAndAnOldOneDoesNot() {
        assertThat(admit("a", T0, 1, T0.plusSeconds(59))).isTrue();
        assertThat(admit("b", T0, 5, T0.plusSeconds(60))).isFalse();
    }

    @Test
    void aLeaseIsRenewedOnlyWhenLessThanEighteenSecondsRemain() {
        admit("a", T0, 1, T0);
        LineSessions first = sessions;
        admit("a", T0, 1, T0.plusSeconds(12));
        assertThat(sessions).isSameAs(first);
        admit("a", T0, 1, T0.plusSeconds(13));
        assertThat(sessions.live(T0.plusSeconds(42))).extracting(Session::id).containsExactly("a");
        assertThat(sessions.live(T0.plusSeconds(43))).isEmpty();
    }

    @Test
    void aPlayerThatPausedComesBackWithItsOldTicket() {
        admit("a", T0, 1, T0);
        Instant afterLunch = T0.plus(Duration.ofHours(1));
        assertThat(admit("a", T0, 1, afterLunch)).isTrue();
        assertThat(sessions.live(afterLunch))
                .singleElement()
                .extracting(Session::startedAt)
                .isEqualTo(afterLunch);
    }

    @Test
    void overTheLimitTheOldestIsPutOutAndStaysOut() {
        admit("a", T0, 2, T0);
        admit("b", T0, 2, T0.plusSeconds(1));
        assertThat(admit("c", T0, 2, T0.plusSeconds(2))).isTrue();
        assertThat(sessions.live(T0.plusSeconds(2))).extracting(Session::id).containsExactly("b", "c");
        assertThat(admit("a", T0, 2, T0.plusSeconds(3))).isFalse();
    }

    @Test
    void aClosedSessionsTicketIsDead() {
        admit("a", T0, 1, T0);
        sessions = sessions.close("a", T0.plusSeconds(1));
        assertThat(admit("a", T0, 1, T0.plusSeconds(2))).isFalse();
        assertThat(admit("a", T0, 1, T0.plus(Duration.ofHours(2)))).isFalse();
    }

    @Test
    void aLoweredLimitBitesAtTheNextRequest() {
        admit("a", T0, 2, T0);
        admit("b", T0, 2, T0.plusSeconds(1));
        assertThat(admit("a", T0, 1, T0.plusSeconds(2))).isFalse();
        assertThat(admit("b", T0, 1, T0.plusSeconds(2))).isTrue();
        assertThat(sessions.live(T0.plusSeconds(2))).extracting(Session::id).containsExactly("b");
    }

    @Test
    void whoIsRefusedOverALoweredLimitStaysOutEvenWhenNobodyElseAsks() {
        admit("a", T0, 2, T0);
        admit("b", T0, 2, T0.plusSeconds(1));
        assertThat(admit("a", T0, 1, T0.plusSeconds(2))).isFalse();
        assertThat(admit("a", T0, 1, T0.plusSeconds(40))).isFalse();
    }

    @Test
    void rememberedEndsStayBounded() {
        for (int i = 0; i < 2000; i++) {
            admit("s" + i, T0, 1, T0);
        }
        assertThat(sessions.closed()).hasSizeLessThanOrEqualTo(500);
    }

    @Test
    void lapsedEntriesStayBounded() {
        for (int i = 0; i < 100; i++) {
            Instant now = T0.plusSeconds(i * 40L);
            admit("s" + i, now, 3, now);
        }
        assertThat(sessions.entries()).hasSizeLessThanOrEqualTo(3 + 16);
        assertThat(sessions.closed()).isEmpty();
    }

    @Property
    void neverMoreLiveSessionsThanAllowed(
            @ForAll("steps") List<Step> steps, @ForAll @IntRange(min = 1, max = 3) int limit) {
        LineSessions state = LineSessions.NONE;
        Instant now = T0;
        for (Step step : steps) {
            now = now.plusSeconds(step.seconds());
            if (step.kick()) {
                state = state.close("s" + step.session(), now);
            } else {
                Request request = new Request("s" + step.session(), 1, TV, now);
                if (state.admit(request, limit, now) instanceof Admission.Admitted admitted) {
                    state = admitted.next();
                    assertThat(state.live(now)).extracting(Session::id).contains(request.id());
                }
            }
            assertThat(state.live(now)).hasSizeLessThanOrEqualTo(limit);
        }
    }

    record Step(int session, int seconds, boolean kick) {}

    @Provide
    Arbitrary<List<Step>> steps() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 6),
                        Arbitraries.integers().between(0, 40),
                        Arbitraries.of(false, false, false, true))
                .as(Step::new)
                .list()
                .ofMaxSize(80);
    }

    private boolean admit(String id, Instant issued, int limit, Instant now) {
        return switch (sessions.admit(new Request(id, 1, TV, issued), limit, now)) {
            case Admission.Refused refused -> {
                sessions = refused.next();
                yield false;
            }
            case Admission.Admitted admitted -> {
                sessions = admitted.next();
                yield true;
            }
        };
    }
}
