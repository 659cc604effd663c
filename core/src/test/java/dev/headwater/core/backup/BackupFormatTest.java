package dev.headwater.core.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.headwater.core.TestClock;
import dev.headwater.core.store.Body;
import dev.headwater.core.store.ByteRange;
import dev.headwater.core.store.Condition;
import dev.headwater.core.store.Key;
import dev.headwater.core.store.ObjectMeta;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written is read again, byte by byte; what is not as it was written is refused. */
class BackupFormatTest {
    private final TestClock clock = TestClock.fixed();

    @Property(tries = 100)
    void everythingComesBackAsItWas(
            @ForAll @Size(max = 20)
                    Map<@NotEmpty @StringLength(max = 40) String, @StringLength(max = 200) String> items,
            @ForAll @Size(max = 5) List<@Size(max = 300) byte[]> secrets,
            @ForAll boolean sealed)
            throws Exception {
        BackupFixture from = new BackupFixture(TestClock.fixed());
        items.forEach((pk, json) -> {
            Body body = new Body(1, json, pk.length() % 2 == 0 ? clock.instant() : null);
            from.tables.accounts().put(new Key("a" + pk, pk), body, Condition.always());
            from.tables.catalog().put(new Key("c" + pk, pk), body, Condition.always());
        });
        for (int i = 0; i < secrets.size(); i++) {
            from.secrets.put("secret-" + i, secrets.get(i));
        }
        @Nullable Passphrase passphrase = sealed ? BackupFixture.PASSPHRASE : null;
        BackupFixture to = new BackupFixture(TestClock.fixed());
        to.restore(from.backup(passphrase, false), passphrase, false);
        assertThat(BackupFixture.all(to.tables.accounts())).isEqualTo(BackupFixture.all(from.tables.accounts()));
        assertThat(BackupFixture.all(to.tables.catalog())).isEqualTo(BackupFixture.all(from.tables.catalog()));
        assertThat(to.secrets.names()).isEqualTo(from.secrets.names());
        for (int i = 0; i < secrets.size(); i++) {
            assertThat(to.secrets.getOrCreate("secret-" + i, () -> new byte[0])).isEqualTo(secrets.get(i));
        }
    }

    @Test
    void secretsOfLoginsAreOthersAfterARestore() throws IOException {
        List<String> names = List.of("admin-refresh-key", "admin-token-key-1");
        BackupFixture from = new BackupFixture(clock);
        BackupFixture to = new BackupFixture(clock);
        names.forEach(name -> {
            from.secrets.put(name, name.getBytes(StandardCharsets.US_ASCII));
            to.secrets.put(name, name.getBytes(StandardCharsets.US_ASCII));
        });
        byte[] backup = from.backup(null, false);
        assertThat(to.restore(backup, null, true).contents().secrets()).isZero();
        for (String name : names) {
            assertThat(to.secrets.getOrCreate(name, () -> new byte[0]))
                    .hasSize(32)
                    .isNotEqualTo(name.getBytes(StandardCharsets.US_ASCII));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aByteThatIsAnotherIsNoticedWhereverItStands(boolean sealed) throws Exception {
        byte[] backup = small(sealed);
        for (int at = 0; at < backup.length; at++) {
            byte[] damaged = backup.clone();
            damaged[at] ^= (byte) (1 << (at % 8));
            refused(damaged, sealed ? BackupFixture.PASSPHRASE : null);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aFileThatIsCutOffOrLongerIsNoticed(boolean sealed) throws Exception {
        byte[] backup = small(sealed);
        for (int length = 0; length < backup.length; length++) {
            refused(Arrays.copyOf(backup, length), sealed ? BackupFixture.PASSPHRASE : null);
        }
        refused(Arrays.copyOf(backup, backup.length + 1), sealed ? BackupFixture.PASSPHRASE : null);
    }

    @Test
    void chunksThatWereMovedLeftOutOrChangedAreNoticedWhateverTheChecksumSays() throws Exception {
        BackupFixture from = new BackupFixture(clock);
        byte[] noise = new byte[60_000];
        new Random(1).nextBytes(noise);
        for (int i = 0; i < 5; i++) {
            from.secrets.put("noise-" + i, noise);
            new Random(i).nextBytes(noise);
        }
        byte[] backup = from.backup(BackupFixture.PASSPHRASE, false);
        int start = new String(backup, StandardCharsets.ISO_8859_1).indexOf('\n') + 1;
        int chunk = Sealing.CHUNK + Sealing.TAG;
        byte[] swapped = backup.clone();
        System.arraycopy(backup, start, swapped, start + chunk, chunk);
        System.arraycopy(backup, start + chunk, swapped, start, chunk);
        byte[] shorter = new byte[start + 2 * chunk + ChecksummedInput.SUM];
        System.arraycopy(backup, 0, shorter, 0, start + 2 * chunk);
        byte[] changed = backup.clone();
        changed[start + chunk + 5] ^= 1;
        for (byte[] forged : List.of(swapped, shorter, changed)) {
            sum(forged);
            refused(forged, BackupFixture.PASSPHRASE);
        }
    }

    @Test
    void theWrongPassphraseIsSaidToBeOne() throws Exception {
        assertThat(refused(small(true), Passphrase.of("wrong"))).contains("passphrase does not open");
        assertThat(refused(small(true), null)).contains("needs its passphrase");
        assertThat(refused(small(false), BackupFixture.PASSPHRASE)).contains("not enciphered");
        assertThat(Passphrase.of("hidden").toString()).doesNotContain("hidden");
    }

    @Test
    void nothingOfAnEncipheredBackupCanBeRead() throws Exception {
        assertThat(new String(small(true), StandardCharsets.ISO_8859_1))
                .startsWith("headwater-backup 1 aes-256-gcm pbkdf2-sha256 ")
                .doesNotContain("line-pepper", "ada");
    }

    @Test
    void aNewerFormatIsRefusedByItsNumber() throws Exception {
        byte[] newer = ("headwater-backup 2 whatever\n" + "x".repeat(100)).getBytes(StandardCharsets.US_ASCII);
        assertThat(refused(newer, null)).contains("format 2", "newer Headwater");
    }

    @Test
    void itemsOfANewerSchemaAreRefused() throws Exception {
        BackupFixture from = new BackupFixture(clock);
        from.tables.catalog().put(new Key("CHANNELS", "1"), Body.of(3, "{}"), Condition.always());
        assertThat(refused(from.backup(null, false), null)).contains("CHANNELS", "schema 3", "newer Headwater");
    }

    @Test
    void filmsGoAlongWhereThatIsAskedFor() throws Exception {
        BackupFixture from = new BackupFixture(clock);
        ObjectMeta meta = new ObjectMeta("video/mp4", ObjectMeta.IMMUTABLE, null);
        from.objects.put("hls/7/file/vod/a.mp4", new byte[100_000], meta);
        from.objects.put("vod/7/1.m3u8", new byte[] {1}, meta);
        from.objects.put("hls/1/720p/2026112014/x.ts", new byte[] {2}, ObjectMeta.segment());
        BackupFixture to = new BackupFixture(clock);
        to.restore(from.backup(null, true), null, false);
        assertThat(to.objects
                        .get("hls/7/file/vod/a.mp4", ByteRange.ALL)
                        .orElseThrow()
                        .readAll())
                .isEqualTo(new byte[100_000]);
        assertThat(to.objects.get("vod/7/1.m3u8", ByteRange.ALL).orElseThrow().meta())
                .isEqualTo(meta);
        assertThat(to.objects.get("hls/1/720p/2026112014/x.ts", ByteRange.ALL)).isEmpty();
        assertThat(from.backup(null, false)).hasSizeLessThan(1000);
    }

    private byte[] small(boolean sealed) throws Exception {
        BackupFixture from = new BackupFixture(clock);
        from.tables.accounts().put(new Key("LINE#1", "LINE"), Body.of(1, "{\"name\":\"ada\"}"), Condition.always());
        from.secrets.put("line-pepper", new byte[] {1, 2, 3});
        return from.backup(sealed ? BackupFixture.PASSPHRASE : null, false);
    }

    /** Puts the right checksum under a forgery. */
    private static void sum(byte[] forged) {
        int end = forged.length - ChecksummedInput.SUM;
        byte[] sum = ChecksummedInput.sha256().digest(Arrays.copyOf(forged, end));
        System.arraycopy(sum, 0, forged, end, sum.length);
    }

    /** Returns what was said; nothing may have been written. */
    private String refused(byte[] backup, @Nullable Passphrase passphrase) {
        BackupFixture to = new BackupFixture(clock);
        BackupException refusal = assertThatExceptionOfType(BackupException.class)
                .isThrownBy(() -> to.restore(backup, passphrase, false))
                .actual();
        assertThat(BackupFixture.all(to.tables.accounts())).isEmpty();
        assertThat(to.secrets.names()).isEmpty();
        return String.valueOf(refusal.getMessage());
    }
}
