package dev.headwater.core.playback.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.headwater.core.TestClock;
import dev.headwater.core.store.InMemorySecretStore;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.provider.MethodSource;

/** Of all texts only those we wrote are tickets. */
@Tag("fuzz")
class TicketFuzzTest {
    private static final Tickets TICKETS =
            new Tickets(new InMemorySecretStore(), new SecureRandom(), TestClock.fixed());
    private static final String OURS = TICKETS.mint(1, 2);

    static Stream<String> texts() {
        return Stream.of(
                OURS,
                OURS.substring(1),
                OURS + "=",
                OURS.toLowerCase(Locale.ROOT),
                "A".repeat(Tickets.LENGTH),
                "_".repeat(Tickets.LENGTH),
                "\ud83d\ude00".repeat(Tickets.LENGTH / 2),
                "%2e".repeat(Tickets.LENGTH));
    }

    @MethodSource("texts")
    @FuzzTest(maxDuration = "10m")
    void onlyWhatWeWroteIsRead(String text) {
        if (text != null) {
            assertThat(TICKETS.read(text).isPresent()).isEqualTo(text.equals(OURS));
        }
    }
}
