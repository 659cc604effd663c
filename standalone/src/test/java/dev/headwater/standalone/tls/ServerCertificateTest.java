package dev.headwater.standalone.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headwater.api.admin.OperationException;
import dev.headwater.core.SelfSigned;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerCertificateTest {
    private static final InstantSource NOW = Clock.systemUTC();

    private static SelfSigned ec;
    private static SelfSigned rsa;

    @TempDir
    private Path folder;

    @BeforeAll
    static void make(@TempDir Path made) throws Exception {
        ec = SelfSigned.make(made, "EC");
        rsa = SelfSigned.make(made, "RSA");
    }

    @Test
    void keysOfEveryUsualKindAreRead() throws Exception {
        for (SelfSigned made : List.of(rsa, SelfSigned.make(folder, "Ed25519"))) {
            assertThat(ServerCertificate.read(made.certificate(), made.key(), NOW)
                            .key())
                    .isEqualTo(made.privateKey());
        }
        ServerCertificate read = ServerCertificate.read(ec.certificate(), ec.key(), NOW);
        assertThat(read.key()).isEqualTo(ec.privateKey());
        assertThat(read.keyStore().size()).isOne();
        assertThat(read).hasToString("ServerCertificate[CN=localhost]");
    }

    @Test
    void soAreTheOlderForms() throws Exception {
        Path pkcs1 = SelfSigned.pem(folder.resolve("pkcs1"), "RSA PRIVATE KEY", inner(rsa));
        assertThat(ServerCertificate.read(rsa.certificate(), pkcs1, NOW).key()).isEqualTo(rsa.privateKey());
        Path sec1 = SelfSigned.pem(folder.resolve("sec1"), "EC PRIVATE KEY", inner(ec));
        Files.writeString(
                sec1,
                "-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n"
                        + Files.readString(sec1));
        assertThat(ServerCertificate.read(ec.certificate(), sec1, NOW).key()).isEqualTo(ec.privateKey());
    }

    @Test
    void oneFileMayHoldBothAndAChain() throws Exception {
        Path both = folder.resolve("both");
        String certificate = Files.readString(ec.certificate());
        Files.writeString(both, "Bag\n" + Files.readString(ec.key()) + certificate + "subject=CN\n" + certificate);
        assertThat(ServerCertificate.read(both, both, NOW).chain()).hasSize(2);
    }

    @Test
    void filesThatAreNoneAreNamed() throws Exception {
        Path nowhere = folder.resolve("nowhere");
        assertRefused(nowhere, ec.key(), "there is no file " + nowhere);
        assertRefused(ec.certificate(), nowhere, "there is no file " + nowhere);
        assertRefused(folder, ec.key(), folder + " is a folder");
        assertRefused(ec.key(), ec.key(), "there is no certificate in " + ec.key());
        assertRefused(ec.certificate(), ec.certificate(), "there is no private key in " + ec.certificate());
        Path damaged = SelfSigned.pem(folder.resolve("damaged"), "CERTIFICATE", new byte[100]);
        assertRefused(damaged, ec.key(), "a certificate in " + damaged + " is damaged");
        Path damagedKey = SelfSigned.pem(folder.resolve("damaged-key"), "PRIVATE KEY", new byte[100]);
        assertRefused(ec.certificate(), damagedKey, "the key in " + damagedKey + " is damaged");
        Path sealed = SelfSigned.pem(folder.resolve("sealed"), "ENCRYPTED PRIVATE KEY", new byte[100]);
        assertRefused(ec.certificate(), sealed, "the key in " + sealed + " is protected by a passphrase");
        assertRefused(Files.write(folder.resolve("large"), new byte[2 << 20]), ec.key(), "too large");
    }

    @Test
    void aKeyOfAnotherCertificateIsRefused() throws Exception {
        SelfSigned other = SelfSigned.make(folder, "EC");
        assertRefused(ec.certificate(), other.key(), "is not the one of the first certificate in " + ec.certificate());
        assertRefused(ec.certificate(), rsa.key(), "none of the certificate's kind (EC)");
        assertRefused(rsa.certificate(), ec.key(), "none of the certificate's kind (RSA)");
    }

    @Test
    void soIsACertificateThatIsNotValidNow() {
        assertThatThrownBy(() -> ServerCertificate.read(
                        ec.certificate(), ec.key(), () -> NOW.instant().plus(Duration.ofDays(9))))
                .isInstanceOf(OperationException.class)
                .hasMessageContaining(ec.certificate() + " expired on ");
        assertThatThrownBy(() -> ServerCertificate.read(
                        ec.certificate(), ec.key(), () -> NOW.instant().minus(Duration.ofDays(9))))
                .isInstanceOf(OperationException.class)
                .hasMessageContaining(ec.certificate() + " is not valid before ");
    }

    private static void assertRefused(Path certificate, Path key, String reason) {
        assertThatThrownBy(() -> ServerCertificate.read(certificate, key, NOW))
                .isInstanceOf(OperationException.class)
                .hasMessageContaining(reason)
                .hasNoCause();
    }

    /** What PKCS #8 wraps: the third element, behind version and algorithm. */
    private static byte[] inner(SelfSigned made) throws Exception {
        ByteBuffer pkcs8 = ByteBuffer.wrap(made.privateKey().getEncoded());
        length(pkcs8);
        Stream.of("version", "algorithm").forEach(element -> {
            int length = length(pkcs8);
            pkcs8.position(pkcs8.position() + length);
        });
        byte[] inner = new byte[length(pkcs8)];
        pkcs8.get(inner);
        return inner;
    }

    /** Reads a tag and the length behind it. */
    private static int length(ByteBuffer der) {
        der.get();
        int first = Byte.toUnsignedInt(der.get());
        if (first < 0x80) {
            return first;
        }
        return first == 0x81 ? Byte.toUnsignedInt(der.get()) : Short.toUnsignedInt(der.getShort());
    }
}
