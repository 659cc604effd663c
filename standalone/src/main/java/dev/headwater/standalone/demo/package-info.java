/** What a first start shows: a test card, a looped clip and a line to watch them with. */
package dev.headwater.standalone.demo;
