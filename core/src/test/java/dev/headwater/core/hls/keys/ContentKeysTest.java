package dev.headwater.core.hls.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headwater.core.hls.SegmentName;
import dev.headwater.core.store.InMemorySecretStore;
import dev.headwater.core.store.InMemoryTableStore;
import dev.headwater.core.store.Item;
import dev.headwater.core.store.StoreException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ContentKeysTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Instant T0 = Instant.parse("2026-11-20T13:00:00Z");

    private final InMemoryTableStore table = new InMemoryTableStore();
    private final InMemorySecretStore secrets = new InMemorySecretStore();

    private ContentKeys keys(Instant now) {
        return new ContentKeys(table, secrets, new SecureRandom(), InstantSource.fixed(now));
    }

    @Test
    void aKeyIsReadByWhoKnowsItsStreamAndId() {
        ContentKey made = keys(T0).make(7, 3, HOUR);

        assertThat(keys(T0).find(7, made.id())).map(ContentKey::bytes).contains(made.bytes());
        assertThat(keys(T0).find(8, made.id())).isEmpty();
        assertThat(keys(T0).find(7, "0000000000000000")).isEmpty();
        assertThat(keys(T0).find(7, "7#../" + made.id())).isEmpty();
    }

    @Test
    void readingMakesNothing() {
        assertThat(keys(T0).find(7, "0000000000000000")).isEmpty();

        assertThat(table.scan(10, null).items()).isEmpty();
        assertThat(secrets.names()).isEmpty();
    }

    @Test
    void whatIsStoredDoesNotTellTheKey() {
        ContentKey made = keys(T0).make(7, 3, HOUR);

        for (Item item : table.scan(10, null).items()) {
            assertThat(item.body().json())
                    .doesNotContain(HexFormat.of().formatHex(made.bytes()))
                    .doesNotContain(Base64.getEncoder().encodeToString(made.bytes()));
        }
        assertThat(secrets.names()).containsExactly(ContentKeys.SEAL);
    }

    @Test
    void aKeyUnderAnotherSealDoesNotOpen() {
        ContentKey made = keys(T0).make(7, 3, HOUR);
        ContentKeys strange =
                new ContentKeys(table, new InMemorySecretStore(), new SecureRandom(), InstantSource.fixed(T0));

        assertThatThrownBy(() -> strange.find(7, made.id())).isInstanceOf(StoreException.class);
    }

    @Test
    void segmentsAreReadInTheClear() {
        ContentKeys keys = keys(T0);
        ContentKey made = keys.make(7, 3, HOUR);
        SegmentName name = SegmentName.of(T0, 3, 12, 99);
        byte[] clear = {0x47, 1, 2};
        byte[] stored = SegmentCipher.encrypt(made, name, clear);

        assertThat(keys.decrypt(7, made.id(), name, stored)).contains(clear);
        assertThat(keys.decrypt(7, null, name, clear)).contains(clear);
        assertThat(keys.decrypt(8, made.id(), name, stored)).isEmpty();
    }

    @Test
    void keysOfAChannelGoWithTheirLastSegments() {
        ContentKey old = keys(T0).make(7, 3, HOUR);
        ContentKey young = keys(T0.plus(HOUR)).make(7, 3, HOUR);

        keys(T0).removeUnusedSince(7, T0.plus(HOUR).plusSeconds(1));

        assertThat(keys(T0).find(7, old.id())).isEmpty();
        assertThat(keys(T0).find(7, young.id())).isPresent();
    }

    @Test
    void aTitleKeepsTheKeyItIsPlayedWith() {
        ContentKey old = keys(T0).make(9, 3, HOUR);
        ContentKey current = keys(T0).make(9, 4, HOUR);

        keys(T0).removeOthers(9, 4);

        assertThat(keys(T0).find(9, old.id())).isEmpty();
        assertThat(keys(T0).find(9, current.id())).isPresent();
    }

    @Test
    void keysOfATitleGoWhenNothingIsPlayedWithThem() {
        ContentKey old = keys(T0).makeForTitle(9, 3);
        ContentKey current = keys(T0).makeForTitle(9, 4);
        ContentKey young = keys(T0.plus(HOUR)).makeForTitle(9, 5);
        ContentKey ofChannel = keys(T0).make(9, 1, HOUR);

        assertThat(keys(T0).removeUnused(9, OptionalLong.of(4), T0.plus(HOUR))).isFalse();
        assertThat(keys(T0).find(9, old.id())).isEmpty();
        assertThat(keys(T0).find(9, current.id())).isPresent();
        assertThat(keys(T0).find(9, young.id())).isPresent();

        assertThat(keys(T0).removeUnused(9, OptionalLong.empty(), T0.plus(HOUR).plusSeconds(1)))
                .isTrue();
        assertThat(keys(T0).find(9, current.id())).isEmpty();
        assertThat(keys(T0).find(9, young.id())).isEmpty();
        assertThat(keys(T0).find(9, ofChannel.id())).isPresent();
    }
}
