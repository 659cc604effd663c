package dev.headwater.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link SecretStore} keeps. */
public abstract class SecretStoreContract {
    static final List<String> NO_NAMES = List.of("", "A", "a/b", "..", "a.b", "a b", "é");

    private SecretStore store;

    /** Opens an empty store. */
    protected abstract SecretStore open();

    @BeforeEach
    final void openStore() {
        store = open();
    }

    @Test
    final void aSecretIsMadeOnceAndStaysTheSame() {
        byte[] anyBytes = new byte[256];
        for (int i = 0; i < anyBytes.length; i++) {
            anyBytes[i] = (byte) i;
        }
        assertThat(store.getOrCreate("line-pepper", anyBytes::clone)).isEqualTo(anyBytes);
        assertThat(store.getOrCreate("line-pepper", () -> {
                    throw new AssertionError("made a second time");
                }))
                .isEqualTo(anyBytes);
        assertThat(store.getOrCreate("ticket-key-2", () -> new byte[] {1})).isEqualTo(new byte[] {1});
    }

    @Test
    final void aCallerMayWipeItsCopy() {
        byte[] made = {1, 2, 3};
        store.getOrCreate("key", () -> made)[0] = 99;
        made[1] = 99;
        store.getOrCreate("key", () -> made)[2] = 99;
        assertThat(store.getOrCreate("key", () -> made)).isEqualTo(new byte[] {1, 2, 3});
    }

    @Test
    final void whoeverRacesGetsTheSameBytes() {
        Set<String> seen = ConcurrentHashMap.newKeySet();
        Together.run(
                16,
                number -> seen.add(HexFormat.of().formatHex(store.getOrCreate("raced", () ->
                        new byte[] {(byte) number, 7}))));
        assertThat(seen).hasSize(1);
        assertThat(seen).contains(HexFormat.of().formatHex(store.getOrCreate("raced", () -> new byte[0])));
    }

    @Test
    final void otherNamesAreRefused() {
        for (String name : NO_NAMES) {
            assertThatThrownBy(() -> store.getOrCreate(name, () -> new byte[] {1}))
                    .as(name)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
