package dev.headwater.standalone.tls;

import dev.headwater.api.admin.OperationException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What https is served with: the private key and the chain of certificates that it belongs to, the server's own first.
 * They are read once; a renewed certificate is used from the next start on.
 */
public record ServerCertificate(PrivateKey key, List<X509Certificate> chain) {
    private static final long MAX_BYTES = 1 << 20;
    private static final Pattern CERTIFICATE =
            Pattern.compile("-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\\s]+-----END CERTIFICATE-----");
    private static final byte[] PROBE = "headwater".getBytes(StandardCharsets.US_ASCII);

    /**
     * Reads PEM files and checks that they can be used together, now.
     *
     * @param certificates the server's certificate and behind it those that lead to its root
     * @throws OperationException with what is wrong with which file
     */
    public static ServerCertificate read(Path certificates, Path key, InstantSource clock) {
        List<X509Certificate> chain = chain(text(certificates), certificates);
        X509Certificate own = chain.getFirst();
        try {
            own.checkValidity(Date.from(clock.instant()));
        } catch (CertificateExpiredException e) {
            throw new OperationException("the certificate in " + certificates + " expired on "
                    + own.getNotAfter().toInstant());
        } catch (CertificateNotYetValidException e) {
            throw new OperationException("the certificate in " + certificates + " is not valid before "
                    + own.getNotBefore().toInstant());
        }
        PrivateKey privateKey = PrivateKeys.read(text(key), key, own.getPublicKey());
        if (!belongTogether(privateKey, own)) {
            throw new OperationException(
                    "the key in " + key + " is not the one of the first certificate in " + certificates);
        }
        return new ServerCertificate(privateKey, chain);
    }

    /** In memory and without a password. */
    public KeyStore keyStore() {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("server", key, null, chain.toArray(new X509Certificate[0]));
            return store;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("a key store in memory", e);
        }
    }

    private static List<X509Certificate> chain(String pem, Path file) {
        // Some files hold the key as well, or lines of text about each certificate.
        String certificates =
                CERTIFICATE.matcher(pem).results().map(MatchResult::group).collect(Collectors.joining("\n"));
        if (certificates.isEmpty()) {
            throw new OperationException("there is no certificate in " + file + " (PEM, BEGIN CERTIFICATE)");
        }
        try {
            return CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(certificates.getBytes(StandardCharsets.ISO_8859_1)))
                    .stream()
                    .map(X509Certificate.class::cast)
                    .toList();
        } catch (CertificateException e) {
            throw new OperationException("a certificate in " + file + " is damaged");
        }
    }

    private static String text(Path file) {
        try {
            if (Files.isDirectory(file)) {
                throw new OperationException(file + " is a folder, not a PEM file");
            }
            if (Files.size(file) > MAX_BYTES) {
                throw new OperationException(file + " is too large for a PEM file");
            }
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException e) {
            throw new OperationException("there is no file " + file);
        } catch (IOException e) {
            throw new OperationException("the file " + file + " can not be read");
        }
    }

    private static boolean belongTogether(PrivateKey key, X509Certificate certificate) {
        String algorithm = switch (certificate.getPublicKey().getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> certificate.getPublicKey().getAlgorithm();
        };
        try {
            Signature signer = Signature.getInstance(algorithm);
            signer.initSign(key);
            signer.update(PROBE);
            byte[] signature = signer.sign();
            signer.initVerify(certificate.getPublicKey());
            signer.update(PROBE);
            return signer.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    @Override
    public String toString() {
        return "ServerCertificate[" + chain.getFirst().getSubjectX500Principal() + "]";
    }
}
