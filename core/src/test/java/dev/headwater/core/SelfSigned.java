package dev.headwater.core;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A certificate for localhost and 127.0.0.1 that vouches for itself, made by the JDK's own keytool and valid for some
 * days.
 *
 * @param store as a server and, for trust, a client takes it; its password is {@link #PASSWORD}
 */
public record SelfSigned(KeyStore store, Path certificate, Path key) {
    public static final char[] PASSWORD = "changeit".toCharArray();
    private static final String ALIAS = "server";

    /** @param algorithm {@code EC}, {@code RSA} or {@code Ed25519} */
    public static SelfSigned make(Path folder, String algorithm) throws Exception {
        Path file = folder.resolve(algorithm + ".p12");
        Process keytool = new ProcessBuilder(List.of(
                        Path.of(ProcessHandle.current().info().command().orElse("java"))
                                .resolveSibling("keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        ALIAS,
                        "-keyalg",
                        algorithm,
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost,ip:127.0.0.1",
                        "-validity",
                        "5",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        new String(PASSWORD)))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!keytool.waitFor(60, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
            throw new IOException("keytool made no " + algorithm + " certificate");
        }
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD);
        }
        return new SelfSigned(
                store,
                pem(
                        folder.resolve(algorithm + ".crt"),
                        "CERTIFICATE",
                        certificate(store).getEncoded()),
                pem(
                        folder.resolve(algorithm + ".key"),
                        "PRIVATE KEY",
                        privateKey(store).getEncoded()));
    }

    /** Writes a PEM file. */
    public static Path pem(Path file, String label, byte[] der) throws IOException {
        String text = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(der);
        return Files.writeString(file, "-----BEGIN " + label + "-----\n" + text + "\n-----END " + label + "-----\n");
    }

    public Key privateKey() throws GeneralSecurityException {
        return privateKey(store);
    }

    private static Key privateKey(KeyStore store) throws GeneralSecurityException {
        return store.getKey(ALIAS, PASSWORD);
    }

    private static Certificate certificate(KeyStore store) throws GeneralSecurityException {
        return store.getCertificate(ALIAS);
    }
}
