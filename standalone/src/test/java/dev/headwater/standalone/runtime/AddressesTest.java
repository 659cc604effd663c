package dev.headwater.standalone.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headwater.api.http.TrustedProxies;
import dev.headwater.api.http.ViewerCountries;
import dev.headwater.core.playback.PublicUrl;
import dev.headwater.core.playback.edge.Edge;
import dev.headwater.core.playback.edge.EdgeHealth;
import dev.headwater.core.playback.edge.PoolMember;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AddressesTest {
    private static final Edge FAR = Edge.of("far", "https", "seg.example", 443, 100);
    private static final PoolMember HERE = up(Edge.of("edge-1", "http", null, 8081, 100));
    private static final PoolMember HTTPS = up(FAR);

    @Test
    void linksLeadToThePublicUrlAndHealthToTheAddressWeListenOn() {
        Addresses reached = Addresses.of(options("127.0.0.1", "https://tv.example/tv"), 8080);
        assertThat(reached.links()).extracting(PublicAddress::base).containsExactly("https://tv.example/tv");
        assertThat(reached.local()).extracting(PublicAddress::base).containsExactly("http://127.0.0.1:8080");
        assertThat(Addresses.of(plain("::1"), 8080).links())
                .extracting(PublicAddress::base)
                .containsExactly("http://[::1]:8080");
    }

    @Test
    void anHttpsViewerNeedsAnHttpsEdge() {
        Addresses reached = Addresses.of(options("0.0.0.0", "https://tv.example"), 8080);
        assertThat(reached.doubts(List.of(HERE))).hasSize(1).first().asString().contains("no https edge");
        assertThat(reached.doubts(List.of(HERE, HTTPS))).isEmpty();
        assertThat(reached.doubts(List.of(HERE, up(FAR.withDrained(true))))).hasSize(1);
        assertThat(Addresses.of(plain("0.0.0.0"), 8080).doubts(List.of(HTTPS)))
                .hasSize(1)
                .first()
                .asString()
                .contains("no http edge");
    }

    @Test
    void anEdgeOnLoopbackIsOutOfReachForViewersFromElsewhere() {
        assertThat(Addresses.of(options("127.0.0.1", "http://tv.example"), 8080).doubts(List.of(HERE)))
                .hasSize(1)
                .first()
                .asString()
                .contains("http://tv.example:8081", "--edge-url");
        assertThat(Addresses.of(plain("127.0.0.1"), 8080).doubts(List.of(HERE))).isEmpty();
    }

    @Test
    void whereViewersComeFromElsewhereNoPasswordIsKnownToAll() {
        assertThat(plain("127.0.0.1").isOpen()).isFalse();
        assertThat(plain("::1").isOpen()).isFalse();
        assertThat(plain("0.0.0.0").isOpen()).isTrue();
        assertThat(options("127.0.0.1", "https://tv.example").isOpen()).isTrue();
        Front proxied = new Front(null, List.of(), TrustedProxies.of(List.of("::1")), ViewerCountries.DEFAULT, null);
        assertThat(options("127.0.0.1", proxied).isOpen()).isTrue();
    }

    @Test
    void edgeUrlsAreAtMostOneAPortAndHaveNoPath() {
        List<PublicUrl> three =
                List.of(PublicUrl.parse("http://a.example"), PublicUrl.parse("http://b"), PublicUrl.parse("http://c"));
        Front many = new Front(null, three, TrustedProxies.NONE, ViewerCountries.DEFAULT, null);
        assertThatThrownBy(() -> options("127.0.0.1", many)).hasMessageContaining("more of --edge-url");
        assertThatThrownBy(() -> new Front(
                        null,
                        List.of(PublicUrl.parse("http://a.example/x")),
                        TrustedProxies.NONE,
                        ViewerCountries.DEFAULT,
                        null))
                .hasMessageContaining("has no path");
    }

    @Test
    void linksMadeWithoutAServerLeadWhereTheLastOneWas(@TempDir Path folder) throws Exception {
        assertThat(PublicAddress.recall(folder)).isEqualTo(PublicAddress.DEFAULT);
        PublicAddress address = new PublicAddress(PublicUrl.parse("https://[2001:db8::1]:8443/tv"));
        address.remember(folder);
        assertThat(PublicAddress.recall(folder)).isEqualTo(address);
        Files.writeString(folder.resolve("address"), "10.0.0.1 8080");
        assertThat(PublicAddress.recall(folder)).isEqualTo(PublicAddress.DEFAULT);
    }

    private static PoolMember up(Edge edge) {
        return new PoolMember(edge, new EdgeHealth(true, 0, 0, 100));
    }

    private static UpOptions plain(String bind) {
        return options(bind, Front.DIRECT);
    }

    private static UpOptions options(String bind, String publicUrl) {
        return options(
                bind,
                new Front(PublicUrl.parse(publicUrl), List.of(), TrustedProxies.NONE, ViewerCountries.DEFAULT, null));
    }

    private static UpOptions options(String bind, Front front) {
        return UpOptions.local(Path.of("data"), InetAddress.ofLiteral(bind), 8080, List.of(8081, 8082), true, front);
    }
}
