package dev.headwater.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link ObjectStore} keeps; each adapter runs it by naming how it is opened. */
public abstract class ObjectStoreContract implements ObjectReadsContract, ObjectListingsContract, ObjectRacesContract {
    private ObjectStore store;

    /** Opens an empty store; closed after the test where it is {@link AutoCloseable}. */
    protected abstract ObjectStore open();

    @Override
    public final ObjectStore store() {
        return store;
    }

    @BeforeEach
    final void openStore() {
        store = open();
    }

    @AfterEach
    final void closeStore() throws Exception {
        if (store instanceof AutoCloseable closeable) {
            closeable.close();
        }
    }

    @Test
    final void otherKeysAreRefused() {
        ObjectMeta meta = ObjectMeta.segment();
        List<String> wrong = List.of(
                "",
                "/a",
                "a/",
                "a//b",
                ".",
                "..",
                "a/../b",
                "a/./b",
                "a b",
                "é",
                "a\\b",
                "a/" + "x".repeat(256) + "/b",
                "x".repeat(1001));
        for (String key : wrong) {
            assertThatThrownBy(() -> store.put(key, bytes("x"), meta))
                    .as(key)
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> store.putIfAbsent(key, bytes("x"), meta))
                    .as(key)
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> store.get(key, ByteRange.ALL))
                    .as(key)
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> store.delete(List.of(key))).as(key).isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(store.list("", 10, null).items()).isEmpty();
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
