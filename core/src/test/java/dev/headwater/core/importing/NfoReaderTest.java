package dev.headwater.core.importing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NfoReaderTest {
    private static Optional<Nfo> read(String text) {
        return NfoReader.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void whatKodiTellsOfAFilmIsKept() {
        Nfo nfo =
                read("<?xml version=\"1.0\"?><movie><title>The &amp; Film</title><plot>It\nhappens.</plot><year>1999</year>"
                                + "<premiered>1999-03-31</premiered><runtime>136</runtime><genre>Action</genre><genre>Sci-Fi</genre>"
                                + "<uniqueid type=\"tmdb\" default=\"true\">603</uniqueid><uniqueid type=\"imdb\">tt0133093</uniqueid>"
                                + "<ratings><rating name=\"x\"><value>8.2</value></rating></ratings>"
                                + "<actor><name>Ann</name><role>One</role></actor><actor><name>Bob</name></actor></movie>\nhttps://x.example/")
                        .orElseThrow();

        assertThat(nfo.title()).isEqualTo("The & Film");
        assertThat(nfo.year()).isEqualTo(1999);
        assertThat(nfo.details().plot()).isEqualTo("It happens.");
        assertThat(nfo.details().genre()).isEqualTo("Action, Sci-Fi");
        assertThat(nfo.details().cast()).isEqualTo("Ann, Bob");
        assertThat(nfo.details().tmdbId()).isEqualTo(603);
        assertThat(nfo.details().imdbId()).isEqualTo("tt0133093");
        assertThat(nfo.details().rating()).isEqualTo(8.2);
        assertThat(nfo.details().durationSeconds()).isEqualTo(8160);
        assertThat(nfo.details().released()).isEqualTo(LocalDate.of(1999, 3, 31));
    }

    @Test
    void noEntityOfADoctypeIsOpened() {
        assertThat(read("<!DOCTYPE movie [<!ENTITY x SYSTEM \"file:/etc/passwd\">]><movie><title>A&x;B</title></movie>")
                        .map(Nfo::title)
                        .orElse(""))
                .doesNotContain("root");
    }

    @Test
    void whatIsNoneIsLeftAlone() {
        assertThat(read("https://www.themoviedb.org/movie/603")).isEmpty();
        assertThat(read("<html><body/></html>")).isEmpty();
        assertThat(read("<movie><title>cut")).isEmpty();
    }
}
