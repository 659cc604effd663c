package dev.headwater.standalone.check.ts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class TsReaderTest {
    private static final int PID = 0x100;
    private static final int DISCONTINUITY = 0x80;
    private static final int CLOCK = 0x10;

    /** A packet of nothing but an adaptation field, as ISO 13818-1 §2.4.3.4 has it. */
    private static byte[] packet(int flags, int clock) {
        byte[] packet = new byte[188];
        Arrays.fill(packet, (byte) 0xff);
        packet[0] = 0x47;
        packet[1] = PID >> 8;
        packet[2] = (byte) PID;
        packet[3] = 0x20;
        packet[4] = (byte) 183;
        packet[5] = (byte) flags;
        if ((flags & CLOCK) != 0) {
            int base = clock >> 1; // the last of 33 bits lies in the fifth byte
            packet[6] = (byte) (base >> 24);
            packet[7] = (byte) (base >> 16);
            packet[8] = (byte) (base >> 8);
            packet[9] = (byte) base;
            packet[10] = (byte) ((clock & 1) << 7 | 0x7e);
            packet[11] = 0;
        }
        return packet;
    }

    @Test
    void aBreakThatIsToldInAPacketOfItsOwnIsOfTheNextClock() {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        stream.writeBytes(packet(CLOCK, 900_000));
        stream.writeBytes(packet(DISCONTINUITY, 0));
        stream.writeBytes(packet(CLOCK, 1801));
        stream.writeBytes(packet(CLOCK, 3600));
        stream.writeBytes(packet(DISCONTINUITY | CLOCK, 90));
        assertThat(TsReader.read(stream.toByteArray()).clocks())
                .containsExactly(
                        new TsClock(PID, 900_000, false),
                        new TsClock(PID, 1801, true),
                        new TsClock(PID, 3600, false),
                        new TsClock(PID, 90, true));
    }
}
