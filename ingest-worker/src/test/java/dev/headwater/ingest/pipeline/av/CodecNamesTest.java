package dev.headwater.ingest.pipeline.av;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class CodecNamesTest {
    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text);
    }

    @Test
    void profileConstraintsAndLevelComeFromAnAvcRecord() {
        assertThat(CodecNames.h264(hex("0164001fffe1001a67640020"))).contains("avc1.64001f");
    }

    @Test
    void orFromTheParameterSetInTheStream() {
        assertThat(CodecNames.h264(hex("0000000109f0000000016742c01e95a0"))).contains("avc1.42c01e");
    }

    @Test
    void orFromNowhere() {
        assertThat(CodecNames.h264(new byte[0])).isEmpty();
        assertThat(CodecNames.h264(hex("000000010910"))).isEmpty();
    }
}
