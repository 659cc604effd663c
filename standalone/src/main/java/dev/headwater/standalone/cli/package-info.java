/** The command line. */
package dev.headwater.standalone.cli;
