package dev.headwater.core.hls.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headwater.core.hls.SegmentName;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SegmentCipherTest {
    private static final SegmentName NAME = SegmentName.of(Instant.EPOCH, 3, 0x0001020304050607L, 0x08090a0b0c0d0e0fL);
    private static final ContentKey KEY =
            new ContentKey("00000000000000ff", HexFormat.of().parseHex("2b7e151628aed2a6abf7158809cf4f3c"));

    /** NIST SP 800-38A, F.2.1 CBC-AES128.Encrypt, first block. */
    @Test
    void itIsAes128Cbc() {
        byte[] stored = SegmentCipher.encrypt(KEY, NAME, HexFormat.of().parseHex("6bc1bee22e409f96e93d7e117393172a"));

        assertThat(HexFormat.of().formatHex(stored, 0, 16)).isEqualTo("7649abac8119b246cee98e9b12e9197d");
        assertThat(stored).hasSize(32);
        assertThat(NAME.ivText()).isEqualTo("000102030405060708090a0b0c0d0e0f");
    }

    @Property(tries = 200)
    void whatWasEncryptedIsReadAgain(@ForAll @IntRange(max = 400) int packets, @ForAll long seed) {
        Random random = new Random(seed);
        byte[] clear = new byte[188 * packets];
        random.nextBytes(clear);
        ContentKey key = ContentKey.random(new SecureRandom());
        SegmentName name = SegmentName.of(Instant.EPOCH, 1, random.nextLong(0, Long.MAX_VALUE), random.nextLong());

        byte[] stored = SegmentCipher.encrypt(key, name, clear);

        assertThat(SegmentCipher.decrypt(key, name, stored)).contains(clear);
        assertThat(stored.length - clear.length).isBetween(1, 16);
    }

    @Test
    void whatIsDamagedOrOfAnotherKeyIsNotTakenForASegment() {
        byte[] stored = SegmentCipher.encrypt(KEY, NAME, new byte[188]);
        byte[] cut = Arrays.copyOf(stored, stored.length - 1);

        assertThat(SegmentCipher.decrypt(KEY, NAME, cut)).isEmpty();
        assertThat(SegmentCipher.decrypt(KEY, NAME, new byte[0])).isNotEqualTo(Optional.of(new byte[188]));
    }

    @Test
    void namesOfAServiceShareAVectorAndOthersDoNot() {
        SegmentName first = SegmentName.parse("vod-3-00000000000000ab-s_00001").orElseThrow();
        SegmentName second = SegmentName.parse("vod-3-00000000000000ab-s_00002").orElseThrow();

        assertThat(first.ivText()).isEqualTo(second.ivText());
        assertThat(SegmentName.vod(3, 1, 0xab).ivText())
                .isNotEqualTo(SegmentName.vod(3, 2, 0xab).ivText());
    }

    @Test
    void aKeysTextDoesNotTellIt() {
        assertThat(KEY).hasToString("key 00000000000000ff");
        assertThatThrownBy(() -> new ContentKey("../x", new byte[16])).hasMessageNotContaining("..");
        assertThatThrownBy(() -> new ContentKey("00000000000000ff", new byte[15]))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
