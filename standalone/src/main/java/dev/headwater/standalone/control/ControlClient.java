package dev.headwater.standalone.control;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headwater.api.admin.OperationException;
import dev.headwater.api.admin.Operations;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.URI;

/** Gives commands to a running server. */
public final class ControlClient implements Control {
    private static final int TIMEOUT_MILLIS = 30_000;
    private final ControlFile file;

    public ControlClient(ControlFile file) {
        this.file = file;
    }

    /** Whether anything answers where the file says. */
    public boolean isAlive() {
        try {
            return open("").getResponseCode() > 0;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public JsonNode call(String operation, JsonNode argument) {
        try {
            HttpURLConnection connection = open(operation);
            connection.setRequestMethod("POST");
            connection.setDoOutput(true);
            connection.setRequestProperty("Authorization", "Bearer " + file.token());
            connection.getOutputStream().write(Operations.JSON.writeValueAsBytes(argument));
            boolean ok = connection.getResponseCode() == HttpURLConnection.HTTP_OK;
            try (var in = ok ? connection.getInputStream() : connection.getErrorStream()) {
                JsonNode answer = Operations.JSON.readTree(in);
                if (!ok) {
                    throw new OperationException(answer.path("error").asText("the server refused"));
                }
                return answer;
            }
        } catch (IOException e) {
            throw new OperationException("the running server does not answer: " + e.getMessage());
        }
    }

    /** Not java.net.http: its start costs a command a third of a second. */
    private HttpURLConnection open(String operation) throws IOException {
        String host = InetAddress.getLoopbackAddress().getHostAddress();
        URI uri = URI.create("http://" + host + ":" + file.port() + ControlServer.PATH + operation);
        HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
        connection.setConnectTimeout(TIMEOUT_MILLIS);
        connection.setReadTimeout(TIMEOUT_MILLIS);
        return connection;
    }
}
