/** The description over HTTP. */
@NullMarked
package fr.dmp.contract.web;

import org.jspecify.annotations.NullMarked;
