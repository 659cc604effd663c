package dev.headwater.core.playback.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.core.TestClock;
import dev.headwater.core.archive.Span;
import dev.headwater.core.store.InMemorySecretStore;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TicketsTest {
    private final TestClock clock = TestClock.fixed();
    private final Tickets tickets = new Tickets(new InMemorySecretStore(), new SecureRandom(), clock);

    @Property(tries = 200)
    void whatWasWrittenIsRead(
            @ForAll int line, @ForAll long session, @ForAll int content, @ForAll @IntRange(min = 1) int seconds) {
        Ticket ticket = new Ticket(
                line,
                session,
                content,
                Instant.ofEpochMilli(clock.millis()),
                Instant.ofEpochSecond(clock.instant().getEpochSecond() + seconds));
        String text = tickets.write(ticket);
        assertThat(text).hasSize(Tickets.LENGTH).matches("[A-Za-z0-9_-]+");
        assertThat(tickets.read(text)).contains(ticket);
    }

    @Property(tries = 200)
    void aSpanIsReadAsItWasWritten(
            @ForAll int line,
            @ForAll long session,
            @ForAll int content,
            @ForAll @IntRange(min = 1, max = 28_800) int s) {
        Ticket ticket = new Ticket(
                line,
                session,
                content,
                Instant.ofEpochMilli(clock.millis()),
                Instant.ofEpochSecond(clock.instant().getEpochSecond() + s),
                new Span(clock.instant().minusSeconds(s), Duration.ofSeconds(s)));
        String text = tickets.write(ticket);
        assertThat(text).hasSize(Tickets.SPAN_LENGTH).matches("[A-Za-z0-9_-]+");
        assertThat(tickets.read(text)).contains(ticket);
    }

    @Test
    void aChangedCharacterAnywhereMakesItWorthless() {
        aChangedCharacterAnywhereMakesItWorthless(tickets.mint(1, 2));
        aChangedCharacterAnywhereMakesItWorthless(tickets.mint(1, 2, new Span(clock.instant(), Duration.ofHours(1))));
    }

    private void aChangedCharacterAnywhereMakesItWorthless(String text) {
        for (int i = 0; i < text.length(); i++) {
            char other = text.charAt(i) == 'A' ? 'B' : 'A';
            String changed = text.substring(0, i) + other + text.substring(i + 1);
            assertThat(tickets.read(changed)).as("character %d", i).isEmpty();
        }
    }

    @Test
    void ofAnotherKeyOrGarbageItIsNone() {
        Tickets others = new Tickets(new InMemorySecretStore(), new SecureRandom(), clock);
        assertThat(tickets.read(others.mint(1, 2))).isEmpty();
        assertThat(tickets.read("")).isEmpty();
        assertThat(tickets.read("*".repeat(Tickets.LENGTH))).isEmpty();
        assertThat(tickets.read("A".repeat(10_000))).isEmpty();
    }

    @Test
    void itEnds() {
        String text = tickets.mint(1, 2);
        clock.advance(Tickets.VALID.minus(Duration.ofSeconds(1)));
        assertThat(tickets.read(text)).isPresent();
        clock.advance(Duration.ofSeconds(1));
        assertThat(tickets.read(text)).isEmpty();
    }
}
