/** The sandbox's addresses: each answers JSON, and a plain page to a browser. */
@NullMarked
package fr.dmp.sandbox.web;

import org.jspecify.annotations.NullMarked;
