package dev.headwater.ingest.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headwater.core.fetch.FetchException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RtspAnswersTest {
    private static final String ELSEWHERE = "Location: rtsp://169.254.169.254/\r\n";

    private static String copied(String said) throws IOException {
        ByteArrayOutputStream heard = new ByteArrayOutputStream();
        new RtspAnswers().all(new ByteArrayInputStream(said.getBytes(StandardCharsets.ISO_8859_1)), heard);
        return heard.toString(StandardCharsets.ISO_8859_1);
    }

    @Test
    void aRedirectEndsIt() {
        assertThatThrownBy(() -> copied("RTSP/1.0 302 Moved\r\nCSeq: 1\r\n" + ELSEWHERE + "\r\n"))
                .isInstanceOf(FetchException.class)
                .hasMessage("the source redirects to another RTSP server, which is not followed");
    }

    /** FFmpeg would understand each of them. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "RTSP/1.0  302 Moved\r\nCSeq: 1\r\n",
                "RTSP/1.0\t302 Moved\r\nCSeq: 1\r\n",
                "RTSP/1.0 3\r02 Moved\r\nCSeq: 1\r\n",
                " RTSP/1.0 302 Moved\r\nCSeq: 1\r\n",
                "RTSP/1.0 302\0 Moved\r\nCSeq: 1\r\n",
                "RTSP/1.0 +302 Moved\r\nCSeq: 1\r\n",
                "RTSP/1.0 0302 Moved\r\nCSeq: 1\r\n",
                "RTSP/1.0 \r\nRTSP/1.0 302 Moved\r\nCSeq: 1\r\n",
                "RTSP/1.0 200 OK\nRTSP/1.0 302 Moved\r\nCSeq: 1\r\n",
                "RTSP/1.0 200 OK\r\nCSeq: 1\n\nRTSP/1.0 302 Moved\r\n",
                "RTSP/1.0 200 OK\r\nCSeq: 1\r\nContent-Length: 0\r\nContent-Length: 120\r\n",
                "RTSP/1.0 200 OK\r\nCSeq: 1\r\ncontent-length: 0\r\nCONTENT-LENGTH: 120\r\n",
                "RTSP/1.0 200 OK\r\nCSeq: 1\r\nContent-Length: 0x10\r\n",
                "RTSP/1.0 200 OK\r\nCSeq: 1\r\nContent-Length: -1\r\n",
                "RTSP/1.0 200 OK\r\nCSeq: 1\r\n$\0\0\4\r\n",
                "RTSP/1.0 200 OK\r\nCSeq: 1\r\n Location: rtsp://169.254.169.254/\r\n",
                "RTSP/1.0 200 OK\r\nTransport: RTP/AVP;unicast\r\nTransport: RTP/AVP;source=169.254.169.254\r\n",
            })
    void whatFfmpegWouldReadOtherwiseIsRefused(String head) {
        assertThatThrownBy(() -> copied(head + ELSEWHERE + "\r\n"))
                .isInstanceOf(FetchException.class)
                .hasMessage("what answers is no RTSP server");
    }

    @Test
    void anAnswerWithItsBodyPassesWithoutWhereToGo() throws IOException {
        assertThat(copied("RTSP/1.0 200 OK\r\nCSeq: 2\r\nServer: WMServer/9.1\r\n" + ELSEWHERE
                        + "WWW-Authenticate: Digest realm=\"\u00e4\"\r\nWWW-Authenticate: Basic realm=\"b\"\r\n"
                        + "content-length:5\r\n\r\nv=0\r\n"))
                .isEqualTo(String.join(
                        "\r\n",
                        "RTSP/1.0 200 OK",
                        "CSeq: 2",
                        "WWW-Authenticate: Digest realm=\"\u00e4\"",
                        "WWW-Authenticate: Basic realm=\"b\"",
                        "Content-Length: 5",
                        "",
                        "v=0",
                        ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ";source=169.254.169.254",
                "; source=169.254.169.254;destination=10.0.0.1",
                "\u0085;source=169.254.169.254",
                ";ssrc=1,RTP/AVP;source=169.254.169.254",
                ";Source=169.254.169.254",
            })
    void aTransportNamesNoAddress(String more) throws IOException {
        String heard = copied("RTSP/1.0 200 OK\r\nCSeq: 3\r\nSession: 1;timeout=60\r\n"
                + "Transport: RTP/AVP/TCP;unicast;interleaved=0-1;mode=\"PLAY\"" + more + "\r\n\r\n");
        assertThat(heard)
                .contains("Session: 1;timeout=60\r\nTransport: RTP/AVP/TCP;unicast;interleaved=0-1")
                .doesNotContainIgnoringCase("source=")
                .doesNotContain("destination");
    }

    @Test
    void mediaAndRequestsOfTheServerPassBetweenAnswers() throws IOException {
        String media = "$\0\0\5\r\n\r\n$";
        String request = "OPTIONS rtsp://127.0.0.1/camera RTSP/1.0\r\nCSeq: 9\r\nContent-Length: 0\r\n\r\n";
        assertThat(copied(media + "\r\n" + request + media)).isEqualTo(media + request + media);
    }

    @Test
    void noiseIsToldFromAServer() {
        Random random = new Random(11);
        for (int i = 0; i < 2000; i++) {
            byte[] noise = new byte[random.nextInt(200)];
            random.nextBytes(noise);
            String said = new String(noise, StandardCharsets.ISO_8859_1);
            assertThatThrownBy(() -> copied("RTSP/1.0 200 " + said + "\1\r\n\r\n"))
                    .isInstanceOf(IOException.class);
        }
    }
}
