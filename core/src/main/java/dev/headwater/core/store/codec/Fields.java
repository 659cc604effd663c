package dev.headwater.core.store.codec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Consumer;

/** The fields of a stored record while it is brought up to date: what a migration outside this package works on. */
public final class Fields {
    private final ObjectNode body;

    Fields(ObjectNode body) {
        this.body = body;
    }

    /** Takes a field away; returns its text, empty where there was none. */
    public String take(String name) {
        String text = body.path(name).asText();
        body.remove(name);
        return text;
    }

    /** Takes a field away, whatever it is, and puts it elsewhere; one that is not there stays away. */
    public void move(String name, Fields to, String newName) {
        JsonNode value = body.remove(name);
        if (value != null) {
            to.body.set(newName, value);
        }
    }

    public void put(String name, boolean value) {
        body.put(name, value);
    }

    public void put(String name, int value) {
        body.put(name, value);
    }

    public void put(String name, String value) {
        body.put(name, value);
    }

    /** Shows each record of a list; one that is not there has none. */
    public void forEach(String name, Consumer<Fields> action) {
        body.path(name).forEach(element -> action.accept(new Fields((ObjectNode) element)));
    }

    /** Adds a record without fields, and returns it. */
    public Fields putRecord(String name) {
        return new Fields(body.putObject(name));
    }

    /** Puts an empty list in place of whatever was there. */
    public void putEmptyList(String name) {
        body.putArray(name);
    }
}
