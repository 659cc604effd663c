package dev.headwater.ingest.supervisor.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.core.hls.Stills;
import dev.headwater.core.store.InMemoryObjectStore;
import dev.headwater.ingest.supervisor.children.Await;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class StillKeeperTest {
    private static final byte[] JPEG = {(byte) 0xff, (byte) 0xd8};

    private final InMemoryObjectStore objects = new InMemoryObjectStore(InstantSource.system());
    private final Stills stills = new Stills(objects);

    @Test
    void theNewestIsKept() {
        new StillKeeper(objects, 7, () -> false).store(JPEG);
        Await.until("a still is kept", () -> stills.find(7).isPresent());
        assertThat(stills.find(7)).hasValue(JPEG);
    }

    @Test
    void ofAnEncryptedChannelNoneIsKeptNorWhatThereWas() {
        stills.put(7, JPEG);
        new StillKeeper(objects, 7, () -> true).store(JPEG);
        Await.until("the old one is gone", () -> stills.find(7).isEmpty());
    }
}
