package dev.headwater.api;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;

/** What becomes of a Host header, which ends up inside a signed policy. */
abstract class HostProperties implements Doors {
    private final Headend headend = new Headend();
    private HttpDoor door;
    private int channel;

    @BeforeProperty
    void openDoor() {
        Fill fill = new Fill(headend);
        fill.line("ada", "s3cret-word");
        channel = fill.channelOnAir("One").id();
        fill.edge("here", 8081);
        door = open(headend);
    }

    @AfterProperty
    void closeDoor() {
        door.close();
    }

    @Property(tries = 400)
    void aHostIsRefusedOrSignedAsItIs(@ForAll(supplier = Generated.AnyHost.class) String host) {
        String media = new PlayerApp(door).mediaPath(channel);
        String name = headend.windows()
                .find(channel)
                .orElseThrow()
                .segments()
                .getLast()
                .name();
        Reply reply =
                door.send(Ask.get(media.replace("index.m3u8", name + ".ts")).toHost(host));
        if (!host.matches("[A-Za-z0-9.:\\[\\]-]+")) {
            assertThat(reply.status()).isEqualTo(400);
        }
        if (host.matches("[a-z0-9.-]+(:8080)?")) {
            assertThat(reply.status()).isEqualTo(302);
        }
        if (reply.status() != 302) {
            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.header("Location")).isEmpty();
            return;
        }
        SignedUrl url = SignedUrl.verify(
                reply.header("Location").orElseThrow(), headend.signingKeys().publicKeys());
        assertThat(url.resource()).isEqualTo("http://" + host.replaceAll(":\\d+$", "") + ":8081/hls/" + channel + "/*");
        assertThat(url.opensAt(headend.clock().instant())).isTrue();
    }
}
